# A handshake that failed does not go on, whatever arrives.
# cite: RFC 8446 section 6.2: close the connection

object a client tls=1.3
peer p server tls=1.2
pump a p       -> SSLError
peer q server
a.do_handshake -> SSLError | SSLEOFError | SSLSyscallError | SSLZeroReturnError
a.version      -> ok None
a.do_handshake -> SSLError | SSLEOFError | SSLSyscallError | SSLZeroReturnError
a.write b"x"   -> SSLError | SSLEOFError | SSLSyscallError | SSLZeroReturnError
a.version      -> ok None
