# A record of version 2.0 instead of the handshake, to a client and to a server.
# cite: RFC 8446 section 5.1; RFC 5246 section 6.2.1

object a client
a.do_handshake -> SSLWantReadError
a.in.write b"\x16\x02\x00\x00\x04\x01\x00\x00\x00"
a.do_handshake -> SSLError
a.version      -> ok None
# SSLSyscallError: 3.7 to 3.12; SSLEOFError: 3.13
a.do_handshake -> SSLSyscallError | SSLEOFError

object b server
b.do_handshake -> SSLWantReadError
b.in.write b"\x16\x02\x00\x00\x04\x01\x00\x00\x00"
b.do_handshake -> SSLError
b.version      -> ok None
b.do_handshake -> SSLSyscallError | SSLEOFError
