# server_side of an established connection, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.server_side
# sentence: python-ssl.SSLSocket.server_side-001 MUST

object a client tls=1.2
peer p server
pump a p
a.server_side -> ok False

object b client tls=1.3
peer q server
pump b q
b.server_side -> ok False

object c server tls=1.2
peer r client
pump c r
c.server_side -> ok True

object d server tls=1.3
peer s client
pump d s
d.server_side -> ok True
