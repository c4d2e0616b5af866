# A KeyUpdate during the handshake is refused.
# cite: RFC 8446 section 4.6.3

seed 1
object a server tls=1.3
puppet p client
p.flight
move p a
a.do_handshake -> SSLWantReadError
move a p
p.flight until="finished"
p.send handshake msg_type="key_update" body=b"\x00"
move p a
a.do_handshake -> SSLError
move a p
p.expect alert level="fatal" description="unexpected_message" -> ok
