# get_unverified_chain in the middle of the handshake, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.get_unverified_chain

object a client tls=1.2
peer p server
a.do_handshake
a.get_unverified_chain

object b client tls=1.3
peer q server
b.do_handshake
b.get_unverified_chain

object c server tls=1.2
peer r client
r.do_handshake
move r c
c.do_handshake
c.get_unverified_chain

object d server tls=1.3
peer s client
s.do_handshake
move s d
d.do_handshake
d.get_unverified_chain
