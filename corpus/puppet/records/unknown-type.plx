# A record of an unknown type is refused.
# cite: RFC 8446 section 5

seed 1
object a server tls=1.3
puppet p client
pump p a   -> ok None
p.send record record_type=25 data=b"what is this?"
move p a
a.read 100 -> SSLError
