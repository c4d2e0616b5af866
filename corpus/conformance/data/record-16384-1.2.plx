# A write of 16384 octets is one record; one octet more makes a second.
# cite: RFC 5246 section 6.2.1: at most 2^14 octets

object a client tls=1.2
peer p server
pump a p      -> ok None
p.write fill(65, 16384)
move p a
a.read 100000 -> ok
a.read 100000 -> SSLWantReadError
p.write fill(66, 16385)
move p a
a.read 100000 -> ok
a.read 100000 -> ok b"B"
a.read 100000 -> SSLWantReadError
