# compression before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.compression
# sentence: python-ssl.SSLSocket.compression-001 MUST

object a client tls=1.2
peer p server
a.compression -> ok None

object b client tls=1.3
peer q server
b.compression -> ok None

object c server tls=1.2
peer r client
c.compression -> ok None

object d server tls=1.3
peer s client
d.compression -> ok None
