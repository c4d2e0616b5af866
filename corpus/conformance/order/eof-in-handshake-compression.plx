# compression after the stream ended in the handshake, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.compression
# sentence: python-ssl.SSLSocket.compression-001 MUST

object a client tls=1.2
peer p server
a.do_handshake
a.in.write_eof
a.do_handshake -> SSLError | SSLEOFError
a.compression  -> ok None

object b client tls=1.3
peer q server
b.do_handshake
b.in.write_eof
b.do_handshake -> SSLError | SSLEOFError
b.compression  -> ok None

object c server tls=1.2
peer r client
r.do_handshake
move r c
c.do_handshake
c.in.write_eof
c.do_handshake -> SSLError | SSLEOFError
c.compression  -> ok None

object d server tls=1.3
peer s client
s.do_handshake
move s d
d.do_handshake
d.in.write_eof
d.do_handshake -> SSLError | SSLEOFError
d.compression  -> ok None
