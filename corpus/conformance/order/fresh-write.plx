# write before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.write
# sentence: python-ssl.SSLSocket.write-003 MUST

object a client tls=1.2
peer p server
a.write b"word" -> SSLWantReadError
a.write b"word" -> SSLWantReadError

object b client tls=1.3
peer q server
b.write b"word" -> SSLWantReadError
b.write b"word" -> SSLWantReadError

object c server tls=1.2
peer r client
c.write b"word" -> SSLWantReadError
c.write b"word" -> SSLWantReadError

object d server tls=1.3
peer s client
d.write b"word" -> SSLWantReadError
d.write b"word" -> SSLWantReadError
