# What is written stays out of the outgoing buffer in plain.
# cite: RFC 8446 section 5.2

object a client tls=1.3
peer p server
pump a p                                 -> ok None
a.write b"sixteen octets of marker text" -> ok 29
move a p
p.read 100                               -> ok b"sixteen octets of marker text"
