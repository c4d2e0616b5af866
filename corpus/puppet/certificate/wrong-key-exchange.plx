# TLS 1.2: a ServerKeyExchange whose signature is wrong is refused.
# cite: RFC 5246 section 7.4.3; RFC 8422 section 5.4

seed 1
object a client tls=1.2
puppet p server tls=1.2
a.do_handshake               -> SSLWantReadError
move a p
p.flight until="server_key_exchange"
p.send server_key_exchange signature=b"this is nobody's signature"
p.flight
move p a
a.do_handshake               -> SSLError
move a p
p.expect alert level="fatal" -> ok
