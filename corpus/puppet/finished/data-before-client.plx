# TLS 1.3: a client reads no application data before the server's Finished.
# cite: RFC 8446 section 2

seed 1
object a client tls=1.3
puppet p server tls=1.3
a.do_handshake -> SSLWantReadError
move a p
p.flight until="certificate"
p.send application_data data=b"too early"
move p a
a.read 100     -> SSLError
move a p
p.expect alert level="fatal" description="unexpected_message" -> ok
