# A mebibyte arrives in records of 16384 octets.
# cite: RFC 5246 section 6.2.1

object a client tls=1.2
peer p server
pump a p       -> ok None
p.write fill(122, 1048576)
move p a
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 10000   -> ok
a.pending      -> ok 6384
a.read 100000  -> ok
a.pending      -> ok 0
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> ok
a.read 1048576 -> SSLWantReadError
