# A puppet that follows the RFCs is a good server.
# cite: RFC 8446 section 2

seed 1
object a client
puppet p server
pump a p          -> ok None
a.write b"hello"  -> ok 5
move a p
p.read 100        -> ok b"hello"
p.write b"world"  -> ok 5
move p a
a.read 100        -> ok b"world"
p.expect finished -> ok None
p.expect alert    -> AssertionError
