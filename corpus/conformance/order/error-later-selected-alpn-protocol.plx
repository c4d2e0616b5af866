# selected_alpn_protocol after a record that does not decrypt, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.selected_alpn_protocol
# sentence: python-ssl.SSLSocket.selected_alpn_protocol-001 MUST

object a client tls=1.2
peer p server
pump a p
p.write b"spoilt"
move p a flip=-1
a.read 100               -> SSLError
a.selected_alpn_protocol -> ok None

object b client tls=1.3
peer q server
pump b q
q.write b"spoilt"
move q b flip=-1
b.read 100               -> SSLError
b.selected_alpn_protocol -> ok None

object c server tls=1.2
peer r client
pump c r
r.write b"spoilt"
move r c flip=-1
c.read 100               -> SSLError
c.selected_alpn_protocol -> ok None

object d server tls=1.3
peer s client
pump d s
s.write b"spoilt"
move s d flip=-1
d.read 100               -> SSLError
d.selected_alpn_protocol -> ok None
