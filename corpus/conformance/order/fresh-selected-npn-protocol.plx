# selected_npn_protocol before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.selected_npn_protocol
# sentence: python-ssl.SSLSocket.selected_npn_protocol-001 MUST

object a client tls=1.2
peer p server
a.selected_npn_protocol -> ok None

object b client tls=1.3
peer q server
b.selected_npn_protocol -> ok None

object c server tls=1.2
peer r client
c.selected_npn_protocol -> ok None

object d server tls=1.3
peer s client
d.selected_npn_protocol -> ok None
