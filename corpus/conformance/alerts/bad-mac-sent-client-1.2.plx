# The subject says bad_record_mac to the peer.
# cite: RFC 5246 section 7.2

object a client tls=1.2
peer p server
pump a p   -> ok None
p.write b"spoilt"
move p a flip=-1
a.read 100 -> SSLError
move a p
p.read 100 -> SSLError
