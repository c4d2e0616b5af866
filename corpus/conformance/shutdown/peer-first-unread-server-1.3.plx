# unwrap alone finds the close_notify that the peer sent, with no read before it.
# cite: Python docs, ssl.SSLSocket.unwrap
# cite: RFC 8446 section 6.1
# sentence: python-ssl.SSLObject-006 MUST

object a server tls=1.3
peer p client
pump a p -> ok None
p.unwrap -> SSLWantReadError
move p a
a.unwrap -> ok None
move a p
p.unwrap -> ok None
