# The TLS 1.2 suite AES128-GCM-SHA256, from both ends.
# cite: RFC 5288 section 3

object a client tls=1.2 ciphers="AES128-GCM-SHA256"
peer p server cert=rsa2048 ciphers="AES128-GCM-SHA256"
pump a p        -> ok None
a.cipher        -> ok ("AES128-GCM-SHA256", "TLSv1.2", 128)
a.write b"data" -> ok 4
move a p
p.read 10       -> ok b"data"
object b server tls=1.2 cert=rsa2048 ciphers="AES128-GCM-SHA256"
peer q client ciphers="AES128-GCM-SHA256"
pump b q        -> ok None
b.cipher        -> ok ("AES128-GCM-SHA256", "TLSv1.2", 128)
