# unwrap before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.unwrap

object a client tls=1.2
peer p server
a.unwrap -> SSLError
a.unwrap -> SSLError

object b client tls=1.3
peer q server
b.unwrap -> SSLError
b.unwrap -> SSLError

object c server tls=1.2
peer r client
c.unwrap -> SSLError
c.unwrap -> SSLError

object d server tls=1.3
peer s client
d.unwrap -> SSLError
d.unwrap -> SSLError
