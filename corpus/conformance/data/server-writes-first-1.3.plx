# A TLS 1.3 server writes at once when the handshake is done.
# cite: RFC 8446 section 2

object a server tls=1.3
peer p client
pump a p          -> ok None
a.write b"banner" -> ok 6
move a p
p.read 100        -> ok b"banner"
