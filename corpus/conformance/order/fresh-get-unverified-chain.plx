# get_unverified_chain before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.get_unverified_chain

object a client tls=1.2
peer p server
a.get_unverified_chain

object b client tls=1.3
peer q server
b.get_unverified_chain

object c server tls=1.2
peer r client
c.get_unverified_chain

object d server tls=1.3
peer s client
d.get_unverified_chain
