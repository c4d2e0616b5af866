# A long run of one octet is not compressed.
# cite: RFC 3749; RFC 7457 section 2.6

object a client tls=1.2
peer p server
pump a p               -> ok None
a.compression          -> ok None
a.write fill(48, 4000) -> ok 4000
move a p
p.read 10000           -> ok fill(48, 4000)
