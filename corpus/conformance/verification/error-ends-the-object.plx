# After a failed verification the object is of no use, and its peer is told.
# cite: RFC 8446 section 6.2

object a client
peer p server cert=expired
pump a p       -> SSLCertVerificationError
a.do_handshake -> SSLError | SSLEOFError | SSLSyscallError
a.write b"x"   -> SSLError | SSLEOFError | SSLSyscallError
a.read 10      -> SSLError | SSLEOFError | SSLSyscallError
a.version      -> ok None
p.read 10      -> SSLError | SSLEOFError | SSLZeroReturnError | ok b""
