# read before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.read
# sentence: python-ssl.SSLSocket.read-003 MUST

object a client tls=1.2
peer p server
a.read 100 -> SSLWantReadError
a.read 100 -> SSLWantReadError

object b client tls=1.3
peer q server
b.read 100 -> SSLWantReadError
b.read 100 -> SSLWantReadError

object c server tls=1.2
peer r client
c.read 100 -> SSLWantReadError
c.read 100 -> SSLWantReadError

object d server tls=1.3
peer s client
d.read 100 -> SSLWantReadError
d.read 100 -> SSLWantReadError
