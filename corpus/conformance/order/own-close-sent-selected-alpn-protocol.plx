# selected_alpn_protocol after its own close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.selected_alpn_protocol
# sentence: python-ssl.SSLSocket.selected_alpn_protocol-001 MUST

object a client tls=1.2
peer p server
pump a p
a.unwrap                 -> SSLWantReadError
a.selected_alpn_protocol -> ok None

object b client tls=1.3
peer q server
pump b q
b.unwrap                 -> SSLWantReadError
b.selected_alpn_protocol -> ok None

object c server tls=1.2
peer r client
pump c r
c.unwrap                 -> SSLWantReadError
c.selected_alpn_protocol -> ok None

object d server tls=1.3
peer s client
pump d s
d.unwrap                 -> SSLWantReadError
d.selected_alpn_protocol -> ok None
