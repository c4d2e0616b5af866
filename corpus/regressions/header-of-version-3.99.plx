# The header of a record of version 3.99, after a hello of TLS 1.2, is refused, or waited behind for its record.
# cite: RFC 5246 section 6.2.1: the version of the protocol being employed; section E.1 is of the first hello alone
# found: target server_stream under AFL++, from a seed: a record of another version behind the hello

object a server tls=1.2
puppet p client tls=1.2
p.send client_hello
move p a
a.do_handshake -> SSLWantReadError
a.in.write b"\x16\x03c\x00\x04"
a.do_handshake
