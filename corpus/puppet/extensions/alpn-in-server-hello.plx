# ALPN has no place in a TLS 1.3 ServerHello.
# cite: RFC 8446 section 4.2

seed 1
object a client tls=1.3 alpn=h2
puppet p server
a.do_handshake               -> SSLWantReadError
move a p
p.send server_hello add={"extensions.application_layer_protocol_negotiation": b"\x00\x03\x02h2"}
p.flight
move p a
a.do_handshake               -> SSLError
move a p
p.expect alert level="fatal" -> ok
