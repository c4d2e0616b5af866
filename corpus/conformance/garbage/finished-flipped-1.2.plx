# The client's Finished is spoilt.
# cite: RFC 8446 section 4.4.4; RFC 5246 section 7.4.9

object a server tls=1.2
peer p client
p.do_handshake
move p a
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake
move p a flip=-1
a.do_handshake -> SSLError
a.version      -> ok None
# SSLSyscallError: 3.7 to 3.9; SSLEOFError: 3.10 on
a.read 100 -> SSLSyscallError | SSLEOFError
