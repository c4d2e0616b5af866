# unwrap of an established connection, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.unwrap

object a client tls=1.2
peer p server
pump a p
a.unwrap -> SSLWantReadError
a.unwrap -> SSLWantReadError

object b client tls=1.3
peer q server
pump b q
b.unwrap -> SSLWantReadError
b.unwrap -> SSLWantReadError

object c server tls=1.2
peer r client
pump c r
c.unwrap -> SSLWantReadError
c.unwrap -> SSLWantReadError

object d server tls=1.3
peer s client
pump d s
d.unwrap -> SSLWantReadError
d.unwrap -> SSLWantReadError
