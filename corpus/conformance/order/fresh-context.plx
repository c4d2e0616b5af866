# context before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.context

object a client tls=1.2
peer p server
a.context -> ok

object b client tls=1.3
peer q server
b.context -> ok

object c server tls=1.2
peer r client
c.context -> ok

object d server tls=1.3
peer s client
d.context -> ok
