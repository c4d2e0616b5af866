# A client that does not prove that it has its key is refused.
# cite: RFC 8446 section 4.4.3

seed 1
object a server verify=required ca=root
puppet p client cert=client
p.flight
move p a
a.do_handshake -> SSLWantReadError
move a p
p.flight skip="certificate_verify"
move p a
a.do_handshake -> SSLError
move a p
p.expect alert level="fatal" description="unexpected_message" -> ok
