# A record one octet longer than any instead of the handshake, to a client and to a server.
# cite: RFC 8446 section 5.1; RFC 5246 section 6.2.1

object a client
a.do_handshake -> SSLWantReadError
a.in.write b"\x16\x03\x03A\x01"
a.in.write fill(97, 16641)
a.do_handshake -> SSLError
a.version      -> ok None
# SSLSyscallError: 3.7 to 3.12; SSLEOFError: 3.13
a.do_handshake -> SSLSyscallError | SSLEOFError

object b server
b.do_handshake -> SSLWantReadError
b.in.write b"\x16\x03\x03A\x01"
b.in.write fill(97, 16641)
b.do_handshake -> SSLError
b.version      -> ok None
b.do_handshake -> SSLSyscallError | SSLEOFError
