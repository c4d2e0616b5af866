# The header of a record arrives first, in parts.
# cite: RFC 8446 section 5.1

object a server tls=1.3
peer p client
pump a p   -> ok None
p.write b"behind the header"
move p a 1
a.read 100 -> SSLWantReadError
move p a 3
a.read 100 -> SSLWantReadError
move p a 1
a.read 100 -> SSLWantReadError
move p a
a.read 100 -> ok b"behind the header"
