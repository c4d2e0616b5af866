# TLS 1.2: a server reads no application data before the client's Finished.
# cite: RFC 5246 section 7.3

seed 1
object a server tls=1.2
puppet p client tls=1.2
p.flight
move p a
a.do_handshake -> SSLWantReadError
move a p
p.send application_data data=b"too early"
move p a
a.read 100     -> SSLError
move a p
p.expect alert level="fatal" description="unexpected_message" -> ok
