# The ClientHello comes twice.
# cite: RFC 8446 section 5.1; RFC 5246 section 6.2.1

object a server tls=1.2
peer p client
p.do_handshake
move p a double=True
a.do_handshake -> SSLError
a.version      -> ok None
# SSLSyscallError: 3.7 to 3.12; SSLEOFError: 3.13
a.do_handshake -> SSLSyscallError | SSLEOFError
