# What follows a close_notify is not looked at.
# cite: RFC 8446 section 6.1

object a server tls=1.3
peer p client
pump a p     -> ok None
p.unwrap
move p a double=True
a.read 100   -> ok b""
a.read 100   -> ok b""
a.write b"x" -> ok 1
a.unwrap     -> ok None
