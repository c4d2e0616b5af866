# selected_npn_protocol while data of the peer is unread, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.selected_npn_protocol
# sentence: python-ssl.SSLSocket.selected_npn_protocol-001 MUST

object a client tls=1.2
peer p server
pump a p
p.write b"unread"
move p a
a.selected_npn_protocol -> ok None

object b client tls=1.3
peer q server
pump b q
q.write b"unread"
move q b
b.selected_npn_protocol -> ok None

object c server tls=1.2
peer r client
pump c r
r.write b"unread"
move r c
c.selected_npn_protocol -> ok None

object d server tls=1.3
peer s client
pump d s
s.write b"unread"
move s d
d.selected_npn_protocol -> ok None
