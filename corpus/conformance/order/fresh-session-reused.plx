# session_reused before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.session_reused

object a client tls=1.2
peer p server
a.session_reused -> ok False

object b client tls=1.3
peer q server
b.session_reused -> ok False

object c server tls=1.2
peer r client
c.session_reused -> ok False

object d server tls=1.3
peer s client
d.session_reused -> ok False
