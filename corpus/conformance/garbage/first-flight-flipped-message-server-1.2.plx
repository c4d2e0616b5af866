# The first message has another type.
# cite: RFC 8446 section 5.1; RFC 5246 section 6.2.1

object a server tls=1.2
peer p client
a.do_handshake -> SSLWantReadError
p.do_handshake
move p a flip=5
a.do_handshake -> SSLError
# SSLSyscallError: 3.7 to 3.12; SSLEOFError: 3.13
a.do_handshake -> SSLSyscallError | SSLEOFError
a.version      -> ok None
