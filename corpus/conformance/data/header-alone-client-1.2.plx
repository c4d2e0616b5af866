# The header of a record arrives first, in parts.
# cite: RFC 5246 section 6.2.1
# sentence: python-ssl.SSLObject-003 MUST
# sentence: python-ssl.SSLObject-004 MUST

object a client tls=1.2
peer p server
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
