# TLS 1.2: change_cipher_spec before ClientKeyExchange is refused.
# cite: RFC 5246 section 7.1; CVE-2014-0224

seed 1
object a server tls=1.2
puppet p client tls=1.2
p.flight
move p a
a.do_handshake -> SSLWantReadError
move a p
p.send change_cipher_spec
p.flight
move p a
a.do_handshake -> SSLError
move a p
p.expect alert level="fatal" description="unexpected_message" -> ok
