# write after its own close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.write

object a client tls=1.2
peer p server
pump a p
a.unwrap        -> SSLWantReadError
a.write b"word" -> SSLError
a.write b"word" -> SSLError

object b client tls=1.3
peer q server
pump b q
b.unwrap        -> SSLWantReadError
b.write b"word" -> SSLError
b.write b"word" -> SSLError

object c server tls=1.2
peer r client
pump c r
c.unwrap        -> SSLWantReadError
c.write b"word" -> SSLError
c.write b"word" -> SSLError

object d server tls=1.3
peer s client
pump d s
d.unwrap        -> SSLWantReadError
d.write b"word" -> SSLError
d.write b"word" -> SSLError
