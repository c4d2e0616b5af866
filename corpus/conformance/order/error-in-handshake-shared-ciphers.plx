# shared_ciphers after garbage in the handshake, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.shared_ciphers
# sentence: python-ssl.SSLSocket.shared_ciphers-001 MUST

object a client tls=1.2
peer p server
a.do_handshake
a.in.write b"this is no record of TLS"
a.do_handshake   -> SSLError
a.shared_ciphers -> ok

object b client tls=1.3
peer q server
b.do_handshake
b.in.write b"this is no record of TLS"
b.do_handshake   -> SSLError
b.shared_ciphers -> ok

object c server tls=1.2
peer r client
r.do_handshake
move r c
c.do_handshake
c.in.write b"this is no record of TLS"
c.do_handshake   -> SSLError
c.shared_ciphers -> ok

object d server tls=1.3
peer s client
s.do_handshake
move s d
d.do_handshake
d.in.write b"this is no record of TLS"
d.do_handshake   -> SSLError
d.shared_ciphers -> ok
