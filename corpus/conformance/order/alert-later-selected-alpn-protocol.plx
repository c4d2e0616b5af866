# selected_alpn_protocol after a fatal alert on an established connection, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.selected_alpn_protocol
# sentence: python-ssl.SSLSocket.selected_alpn_protocol-001 MUST

object a client tls=1.2
peer p server
pump a p
a.write b"spoilt"
move a p flip=-1
p.read 100
move p a
a.read 100               -> SSLError
a.selected_alpn_protocol -> ok None

object b client tls=1.3
peer q server
pump b q
b.write b"spoilt"
move b q flip=-1
q.read 100
move q b
b.read 100               -> SSLError
b.selected_alpn_protocol -> ok None

object c server tls=1.2
peer r client
pump c r
c.write b"spoilt"
move c r flip=-1
r.read 100
move r c
c.read 100               -> SSLError
c.selected_alpn_protocol -> ok None

object d server tls=1.3
peer s client
pump d s
d.write b"spoilt"
move d s flip=-1
s.read 100
move s d
d.read 100               -> SSLError
d.selected_alpn_protocol -> ok None
