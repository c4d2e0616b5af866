# The first record says another length.
# cite: RFC 8446 section 5.1; RFC 5246 section 6.2.1

object a client tls=1.3
peer p server
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake
move p a flip=3
a.do_handshake -> SSLError
# SSLSyscallError: 3.7 to 3.12; SSLEOFError: 3.13
a.do_handshake -> SSLSyscallError | SSLEOFError
a.version      -> ok None
