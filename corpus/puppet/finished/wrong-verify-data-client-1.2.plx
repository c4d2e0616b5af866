# TLS 1.2: a client's Finished with wrong verify_data is refused.
# cite: RFC 5246 section 7.4.9

seed 1
object a server tls=1.2
puppet p client tls=1.2
p.flight
move p a
a.do_handshake -> SSLWantReadError
move a p
p.flight until="finished"
p.send finished verify_data=b"twelve wrong"
move p a
a.do_handshake -> SSLError
move a p
p.expect alert level="fatal" description="decrypt_error" -> ok
