# Ciphers set on the context later do not reach objects made before.
# cite: CPython Modules/_ssl.c, newPySSLSocket: SSL_new copies the settings

context c client tls=1.2
object a client context=c
c.set_ciphers "ECDHE-ECDSA-AES128-GCM-SHA256" -> ok None
object b client context=c
peer p server
peer q server
pump a p -> ok None
pump b q -> ok None
a.cipher
b.cipher -> ok ("ECDHE-ECDSA-AES128-GCM-SHA256", "TLSv1.2", 128)
