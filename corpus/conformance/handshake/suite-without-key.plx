# The client offers only suites for a kind of key that the server has not.
# cite: RFC 8422 section 2

object a server tls=1.2 cert=p256
peer p client tls=1.2 ciphers="ECDHE-RSA-AES128-GCM-SHA256"
pump a p -> SSLError
object b client tls=1.2 ciphers="ECDHE-RSA-AES128-GCM-SHA256"
peer q server tls=1.2 cert=p256
pump b q -> SSLError
