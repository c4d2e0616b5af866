# A close_notify octet by octet.
# cite: RFC 5246 section 7.2.1

object a server tls=1.2
peer p client
pump a p   -> ok None
p.unwrap
move p a split=1 each=read
a.read 100 -> ok b""
a.unwrap   -> ok None
