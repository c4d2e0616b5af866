# A client that speaks none of the server's versions is refused.
# cite: RFC 8446 section 4.2.1

seed 1
object a server tls=1.3
puppet p client tls=1.2
p.flight
move p a
a.do_handshake -> SSLError
move a p
p.expect alert level="fatal" description="protocol_version" -> ok
