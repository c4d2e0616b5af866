# A server that does not prove that it has its key is refused.
# cite: RFC 8446 section 4.4.3

seed 1
object a client
puppet p server
a.do_handshake -> SSLWantReadError
move a p
p.expect client_hello has={"extensions.server_name.server_name_list.0.host_name": b"localhost"} -> ok None
p.flight skip="certificate_verify"
move p a
a.do_handshake -> SSLError
move a p
p.expect alert level="fatal" description="unexpected_message" -> ok
