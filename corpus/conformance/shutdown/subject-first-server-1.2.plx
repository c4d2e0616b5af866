# The subject closes first, the peer answers.
# cite: Python docs, ssl.SSLSocket.unwrap
# cite: RFC 5246 section 7.2.1
# sentence: python-ssl.SSLObject-006 MUST

object a server tls=1.2
peer p client
pump a p   -> ok None
a.unwrap   -> SSLWantReadError
move a p
p.read 100 -> ok b""
p.unwrap   -> ok None
move p a
a.unwrap   -> ok None
