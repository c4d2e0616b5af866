# shared_ciphers before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.shared_ciphers
# sentence: python-ssl.SSLSocket.shared_ciphers-001 MUST

object a client tls=1.2
peer p server
a.shared_ciphers -> ok

object b client tls=1.3
peer q server
b.shared_ciphers -> ok

object c server tls=1.2
peer r client
c.shared_ciphers -> ok

object d server tls=1.3
peer s client
d.shared_ciphers -> ok
