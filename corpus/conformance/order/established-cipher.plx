# cipher of an established connection, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.cipher
# sentence: python-ssl.SSLSocket.cipher-001 MUST

object a client tls=1.2
peer p server
pump a p
a.cipher -> ok

object b client tls=1.3
peer q server
pump b q
b.cipher -> ok

object c server tls=1.2
peer r client
pump c r
c.cipher -> ok

object d server tls=1.3
peer s client
pump d s
d.cipher -> ok
