# After close_notify the other direction goes on.
# cite: RFC 8446 section 6.1

seed 1
object a server tls=1.3
puppet p client
pump p a        -> ok None
p.unwrap        -> SSLWantReadError
move p a
a.read 100      -> ok b""
a.write b"late" -> ok 4
move a p
p.read 100      -> ok b"late"
