# cipher before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.cipher
# sentence: python-ssl.SSLSocket.cipher-001 MUST

object a client tls=1.2
peer p server
a.cipher -> ok

object b client tls=1.3
peer q server
b.cipher -> ok

object c server tls=1.2
peer r client
c.cipher -> ok

object d server tls=1.3
peer s client
d.cipher -> ok
