# selected_alpn_protocol after the stream ended without close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.selected_alpn_protocol
# sentence: python-ssl.SSLSocket.selected_alpn_protocol-001 MUST

object a client tls=1.2
peer p server
pump a p
a.in.write_eof
a.read 100               -> SSLError | SSLEOFError
a.selected_alpn_protocol -> ok None

object b client tls=1.3
peer q server
pump b q
b.in.write_eof
b.read 100               -> SSLError | SSLEOFError
b.selected_alpn_protocol -> ok None

object c server tls=1.2
peer r client
pump c r
c.in.write_eof
c.read 100               -> SSLError | SSLEOFError
c.selected_alpn_protocol -> ok None

object d server tls=1.3
peer s client
pump d s
d.in.write_eof
d.read 100               -> SSLError | SSLEOFError
d.selected_alpn_protocol -> ok None
