# A record of a version that does not exist is answered by an alert in that version.
# cite: RFC 5246 section 6.2.1: the version is that of the protocol being employed
# found: target server_stream, from a seed: octets in the middle lost

object a server tls=1.2
peer p client tls=1.2
p.do_handshake -> SSLWantReadError
move p a       -> ok
a.do_handshake -> SSLWantReadError
move a p       -> ok
a.in.write b"\x16\x03\x16\x00\x04\x10\x00\x00\x00" -> ok 9
a.do_handshake
a.out.read
