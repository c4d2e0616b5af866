# A puppet that follows the RFCs is a good client.
# cite: RFC 8446 section 2

seed 1
object a server
puppet p client
pump a p         -> ok None
p.write b"hello" -> ok 5
move p a
a.read 100       -> ok b"hello"
a.write b"world" -> ok 5
move a p
p.read 100       -> ok b"world"
p.expect server_hello
p.expect certificate_verify
