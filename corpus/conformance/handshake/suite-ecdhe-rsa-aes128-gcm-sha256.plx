# The TLS 1.2 suite ECDHE-RSA-AES128-GCM-SHA256, from both ends.
# cite: RFC 5289 section 3.2

object a client tls=1.2 ciphers="ECDHE-RSA-AES128-GCM-SHA256"
peer p server cert=rsa2048 ciphers="ECDHE-RSA-AES128-GCM-SHA256"
pump a p        -> ok None
a.cipher        -> ok ("ECDHE-RSA-AES128-GCM-SHA256", "TLSv1.2", 128)
a.write b"data" -> ok 4
move a p
p.read 10       -> ok b"data"
object b server tls=1.2 cert=rsa2048 ciphers="ECDHE-RSA-AES128-GCM-SHA256"
peer q client ciphers="ECDHE-RSA-AES128-GCM-SHA256"
pump b q        -> ok None
b.cipher        -> ok ("ECDHE-RSA-AES128-GCM-SHA256", "TLSv1.2", 128)
