# The TLS 1.2 suite AES256-GCM-SHA384, from both ends.
# cite: RFC 5288 section 3

object a client tls=1.2 ciphers="AES256-GCM-SHA384"
peer p server cert=rsa2048 ciphers="AES256-GCM-SHA384"
pump a p        -> ok None
a.cipher        -> ok ("AES256-GCM-SHA384", "TLSv1.2", 256)
a.write b"data" -> ok 4
move a p
p.read 10       -> ok b"data"
object b server tls=1.2 cert=rsa2048 ciphers="AES256-GCM-SHA384"
peer q client ciphers="AES256-GCM-SHA384"
pump b q        -> ok None
b.cipher        -> ok ("AES256-GCM-SHA384", "TLSv1.2", 256)
