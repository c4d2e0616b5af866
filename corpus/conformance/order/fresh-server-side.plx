# server_side before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.server_side
# sentence: python-ssl.SSLSocket.server_side-001 MUST

object a client tls=1.2
peer p server
a.server_side -> ok False

object b client tls=1.3
peer q server
b.server_side -> ok False

object c server tls=1.2
peer r client
c.server_side -> ok True

object d server tls=1.3
peer s client
d.server_side -> ok True
