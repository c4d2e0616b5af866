# The subject writes 16384 and 16385 octets.
# cite: RFC 8446 section 5.1: at most 2^14 octets

object a server tls=1.3
peer p client
pump a p                -> ok None
a.write fill(65, 16384) -> ok 16384
move a p
p.read 100000           -> ok
p.read 100000           -> SSLWantReadError
a.write fill(66, 16385) -> ok 16385
move a p
p.read 100000           -> ok
p.read 100000           -> ok b"B"
p.read 100000           -> SSLWantReadError
