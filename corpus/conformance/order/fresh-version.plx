# version before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.version
# sentence: python-ssl.SSLSocket.version-001 MUST

object a client tls=1.2
peer p server
a.version -> ok None

object b client tls=1.3
peer q server
b.version -> ok None

object c server tls=1.2
peer r client
c.version -> ok None

object d server tls=1.3
peer s client
d.version -> ok None
