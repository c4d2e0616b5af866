# server_side after the stream ended without close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.server_side
# sentence: python-ssl.SSLSocket.server_side-001 MUST

object a client tls=1.2
peer p server
pump a p
a.in.write_eof
a.read 100    -> SSLError | SSLEOFError
a.server_side -> ok False

object b client tls=1.3
peer q server
pump b q
b.in.write_eof
b.read 100    -> SSLError | SSLEOFError
b.server_side -> ok False

object c server tls=1.2
peer r client
pump c r
c.in.write_eof
c.read 100    -> SSLError | SSLEOFError
c.server_side -> ok True

object d server tls=1.3
peer s client
pump d s
d.in.write_eof
d.read 100    -> SSLError | SSLEOFError
d.server_side -> ok True
