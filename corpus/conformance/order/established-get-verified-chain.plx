# get_verified_chain of an established connection, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.get_verified_chain

object a client tls=1.2
peer p server
pump a p
a.get_verified_chain

object b client tls=1.3
peer q server
pump b q
b.get_verified_chain

object c server tls=1.2
peer r client
pump c r
c.get_verified_chain

object d server tls=1.3
peer s client
pump d s
d.get_verified_chain
