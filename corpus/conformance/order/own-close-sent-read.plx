# read after its own close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.read
# sentence: python-ssl.SSLSocket.read-003 MUST

object a client tls=1.2
peer p server
pump a p
a.unwrap   -> SSLWantReadError
a.read 100 -> SSLWantReadError
a.read 100 -> SSLWantReadError

object b client tls=1.3
peer q server
pump b q
b.unwrap   -> SSLWantReadError
b.read 100 -> SSLWantReadError
b.read 100 -> SSLWantReadError

object c server tls=1.2
peer r client
pump c r
c.unwrap   -> SSLWantReadError
c.read 100 -> SSLWantReadError
c.read 100 -> SSLWantReadError

object d server tls=1.3
peer s client
pump d s
d.unwrap   -> SSLWantReadError
d.read 100 -> SSLWantReadError
d.read 100 -> SSLWantReadError
