# A server's key share of a group that the client did not send is refused.
# cite: RFC 8446 section 4.2.8

seed 1
object a client tls=1.3
puppet p server
a.do_handshake               -> SSLWantReadError
move a p
p.send server_hello set={"extensions.key_share.server_share.group": 24}
p.flight
move p a
a.do_handshake               -> SSLError
move a p
p.expect alert level="fatal" -> ok
