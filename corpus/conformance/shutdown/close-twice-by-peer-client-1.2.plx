# What follows a close_notify is not looked at.
# cite: RFC 5246 section 7.2.1

object a client tls=1.2
peer p server
pump a p     -> ok None
p.unwrap
move p a double=True
a.read 100   -> ok b""
a.read 100   -> ok b""
a.write b"x" -> ok 1
a.unwrap     -> ok None
