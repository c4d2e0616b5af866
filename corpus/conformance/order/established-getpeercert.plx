# getpeercert of an established connection, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.getpeercert

object a client tls=1.2
peer p server
pump a p
a.getpeercert -> ok

object b client tls=1.3
peer q server
pump b q
b.getpeercert -> ok

object c server tls=1.2
peer r client
pump c r
c.getpeercert -> ok

object d server tls=1.3
peer s client
pump d s
d.getpeercert -> ok
