# The subject closes first, the peer answers.
# cite: Python docs, ssl.SSLSocket.unwrap
# cite: RFC 8446 section 6.1
# sentence: python-ssl.SSLObject-006 MUST

object a client tls=1.3
peer p server
pump a p   -> ok None
a.unwrap   -> SSLWantReadError
move a p
p.read 100 -> ok b""
p.unwrap   -> ok None
move p a
a.unwrap   -> ok None
