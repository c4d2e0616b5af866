# The TLS 1.2 suite ECDHE-ECDSA-CHACHA20-POLY1305, from both ends.
# cite: RFC 7905 section 2

object a client tls=1.2 ciphers="ECDHE-ECDSA-CHACHA20-POLY1305"
peer p server cert=p256 ciphers="ECDHE-ECDSA-CHACHA20-POLY1305"
pump a p        -> ok None
a.cipher        -> ok ("ECDHE-ECDSA-CHACHA20-POLY1305", "TLSv1.2", 256)
a.write b"data" -> ok 4
move a p
p.read 10       -> ok b"data"
object b server tls=1.2 cert=p256 ciphers="ECDHE-ECDSA-CHACHA20-POLY1305"
peer q client ciphers="ECDHE-ECDSA-CHACHA20-POLY1305"
pump b q        -> ok None
b.cipher        -> ok ("ECDHE-ECDSA-CHACHA20-POLY1305", "TLSv1.2", 256)
