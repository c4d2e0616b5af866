# A signature that is not the server's is refused.
# cite: RFC 8446 section 4.4.3

seed 1
object a client
puppet p server
a.do_handshake               -> SSLWantReadError
move a p
p.flight until="certificate_verify"
p.send certificate_verify signature=b"this is nobody's signature"
p.flight
move p a
a.do_handshake               -> SSLError
move a p
p.expect alert level="fatal" -> ok
