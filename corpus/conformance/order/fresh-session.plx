# session before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.session

object a client tls=1.2
peer p server
a.session -> ok

object b client tls=1.3
peer q server
b.session -> ok

object c server tls=1.2
peer r client
c.session -> ok

object d server tls=1.3
peer s client
d.session -> ok
