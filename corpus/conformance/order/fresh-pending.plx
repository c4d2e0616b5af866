# pending before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.pending
# sentence: python-ssl.SSLSocket.pending-001 MUST

object a client tls=1.2
peer p server
a.pending -> ok 0

object b client tls=1.3
peer q server
b.pending -> ok 0

object c server tls=1.2
peer r client
c.pending -> ok 0

object d server tls=1.3
peer s client
d.pending -> ok 0
