# shared_ciphers after its own close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.shared_ciphers
# sentence: python-ssl.SSLSocket.shared_ciphers-001 MUST

object a client tls=1.2
peer p server
pump a p
a.unwrap         -> SSLWantReadError
a.shared_ciphers -> ok

object b client tls=1.3
peer q server
pump b q
b.unwrap         -> SSLWantReadError
b.shared_ciphers -> ok

object c server tls=1.2
peer r client
pump c r
c.unwrap         -> SSLWantReadError
c.shared_ciphers -> ok

object d server tls=1.3
peer s client
pump d s
d.unwrap         -> SSLWantReadError
d.shared_ciphers -> ok
