# server_hostname after a fatal alert in the handshake, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.server_hostname
# sentence: python-ssl.SSLSocket.server_hostname-001 MUST

object a client tls=1.2
peer p server
a.do_handshake
a.in.write b"\x15\x03\x03\x00\x02\x02("
a.do_handshake    -> SSLError
a.server_hostname -> ok "localhost"

object b client tls=1.3
peer q server
b.do_handshake
b.in.write b"\x15\x03\x03\x00\x02\x02("
b.do_handshake    -> SSLError
b.server_hostname -> ok "localhost"

object c server tls=1.2
peer r client
r.do_handshake
move r c
c.do_handshake
c.in.write b"\x15\x03\x03\x00\x02\x02("
c.do_handshake    -> SSLError
c.server_hostname -> ok None

object d server tls=1.3
peer s client
s.do_handshake
move s d
d.do_handshake
d.in.write b"\x15\x03\x03\x00\x02\x02("
d.do_handshake    -> SSLError
d.server_hostname -> ok None
