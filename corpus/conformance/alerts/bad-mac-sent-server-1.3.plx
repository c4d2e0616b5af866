# The subject says bad_record_mac to the peer.
# cite: RFC 8446 section 6

object a server tls=1.3
peer p client
pump a p   -> ok None
p.write b"spoilt"
move p a flip=-1
a.read 100 -> SSLError
move a p
p.read 100 -> SSLError
