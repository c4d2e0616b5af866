# selected_npn_protocol after its own close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.selected_npn_protocol
# sentence: python-ssl.SSLSocket.selected_npn_protocol-001 MUST

object a client tls=1.2
peer p server
pump a p
a.unwrap                -> SSLWantReadError
a.selected_npn_protocol -> ok None

object b client tls=1.3
peer q server
pump b q
b.unwrap                -> SSLWantReadError
b.selected_npn_protocol -> ok None

object c server tls=1.2
peer r client
pump c r
c.unwrap                -> SSLWantReadError
c.selected_npn_protocol -> ok None

object d server tls=1.3
peer s client
pump d s
d.unwrap                -> SSLWantReadError
d.selected_npn_protocol -> ok None
