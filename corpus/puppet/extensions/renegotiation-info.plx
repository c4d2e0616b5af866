# TLS 1.2: renegotiation_info of a handshake that never was is refused.
# cite: RFC 5746 section 3.4

seed 1
object a client tls=1.2
puppet p server
a.do_handshake               -> SSLWantReadError
move a p
p.send server_hello set={"extensions.renegotiation_info.renegotiated_connection": b"never was"}
p.flight
move p a
a.do_handshake               -> SSLError
move a p
p.expect alert level="fatal" -> ok
