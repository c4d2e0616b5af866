# The peer closes first, the subject answers.
# cite: Python docs, ssl.SSLSocket.unwrap
# cite: RFC 5246 section 7.2.1
# sentence: python-ssl.SSLObject-006 MUST

object a server tls=1.2
peer p client
pump a p   -> ok None
p.unwrap   -> SSLWantReadError
move p a
a.read 100 -> ok b""
a.read 100 -> ok b""
a.unwrap   -> ok None
move a p
p.unwrap   -> ok None
