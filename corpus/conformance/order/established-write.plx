# write of an established connection, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.write
# sentence: python-ssl.SSLSocket.write-001 MUST

object a client tls=1.2
peer p server
pump a p
a.write b"word" -> ok 4
a.write b"word" -> ok 4

object b client tls=1.3
peer q server
pump b q
b.write b"word" -> ok 4
b.write b"word" -> ok 4

object c server tls=1.2
peer r client
pump c r
c.write b"word" -> ok 4
c.write b"word" -> ok 4

object d server tls=1.3
peer s client
pump d s
d.write b"word" -> ok 4
d.write b"word" -> ok 4
