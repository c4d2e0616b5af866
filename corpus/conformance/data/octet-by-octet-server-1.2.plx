# Records delivered one octet at a time are read as if they came whole.
# cite: RFC 5246 section 6.2.1: the record layer carries a stream

object a server tls=1.2
peer p client
pump a p   -> ok None
p.write b"in very small pieces"
move p a split=1
a.read 100 -> ok b"in very small pieces"
a.read 100 -> SSLWantReadError
p.write b"again"
move p a split=1 each=read
a.read 100 -> SSLWantReadError
p.write b"and now whole"
move p a
a.read 100 -> ok b"and now whole"
