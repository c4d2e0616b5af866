# Data that was on its way when the subject closed can still be read.
# cite: Python docs, ssl.SSLSocket.unwrap
# cite: RFC 5246 section 7.2.1
# sentence: python-ssl.SSLSocket.unwrap-001 MUST

object a server tls=1.2
peer p client
pump a p           -> ok None
p.write b"on its way"
a.unwrap           -> SSLWantReadError
move p a
a.read 100         -> ok b"on its way"
a.read 100         -> SSLWantReadError
a.write b"no more" -> SSLError
