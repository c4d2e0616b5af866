# A failure of one object is nothing to another.
# cite: Python documentation, ssl.SSLObject

object a server
object b server
peer p client
a.in.write b"this is not TLS at all" -> ok 22
a.do_handshake                       -> SSLError reason="HTTP_REQUEST" | SSLError
a.out.read                           -> ok
b.do_handshake                       -> SSLWantReadError
pump b p                             -> ok None
b.version                            -> ok "TLSv1.3"
a.write b"from the dead"             -> SSLError | SSLEOFError | SSLSyscallError | SSLZeroReturnError
