# getpeercert before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.getpeercert
# sentence: python-ssl.SSLSocket.getpeercert-002 MUST

object a client tls=1.2
peer p server
a.getpeercert -> ValueError

object b client tls=1.3
peer q server
b.getpeercert -> ValueError

object c server tls=1.2
peer r client
c.getpeercert -> ValueError

object d server tls=1.3
peer s client
d.getpeercert -> ValueError
