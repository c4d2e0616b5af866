# compression of an established connection, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.compression
# sentence: python-ssl.SSLSocket.compression-001 MUST

object a client tls=1.2
peer p server
pump a p
a.compression -> ok None

object b client tls=1.3
peer q server
pump b q
b.compression -> ok None

object c server tls=1.2
peer r client
pump c r
c.compression -> ok None

object d server tls=1.3
peer s client
pump d s
d.compression -> ok None
