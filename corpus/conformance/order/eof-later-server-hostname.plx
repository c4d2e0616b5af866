# server_hostname after the stream ended without close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.server_hostname
# sentence: python-ssl.SSLSocket.server_hostname-001 MUST

object a client tls=1.2
peer p server
pump a p
a.in.write_eof
a.read 100        -> SSLError | SSLEOFError
a.server_hostname -> ok "localhost"

object b client tls=1.3
peer q server
pump b q
b.in.write_eof
b.read 100        -> SSLError | SSLEOFError
b.server_hostname -> ok "localhost"

object c server tls=1.2
peer r client
pump c r
c.in.write_eof
c.read 100        -> SSLError | SSLEOFError
c.server_hostname -> ok None

object d server tls=1.3
peer s client
pump d s
d.in.write_eof
d.read 100        -> SSLError | SSLEOFError
d.server_hostname -> ok None
