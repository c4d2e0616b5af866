# get_verified_chain before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.get_verified_chain

object a client tls=1.2
peer p server
a.get_verified_chain

object b client tls=1.3
peer q server
b.get_verified_chain

object c server tls=1.2
peer r client
c.get_verified_chain

object d server tls=1.3
peer s client
d.get_verified_chain
