# Both ends close before they hear of each other.
# cite: Python docs, ssl.SSLSocket.unwrap
# cite: RFC 5246 section 7.2.1
# sentence: python-ssl.SSLObject-006 MUST

object a server tls=1.2
peer p client
pump a p     -> ok None
a.unwrap     -> SSLWantReadError
p.unwrap     -> SSLWantReadError
move a p
move p a
a.unwrap     -> ok None
p.unwrap     -> ok None
a.read 100   -> SSLZeroReturnError
a.write b"x" -> SSLError
