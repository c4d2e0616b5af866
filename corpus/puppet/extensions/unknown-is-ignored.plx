# An extension that nobody knows is ignored.
# cite: RFC 8446 section 4.1.2; RFC 8701

seed 1
object a server tls=1.3
puppet p client
p.send client_hello add={"extensions.extension_2570": b"grease"}
pump p a -> ok None
