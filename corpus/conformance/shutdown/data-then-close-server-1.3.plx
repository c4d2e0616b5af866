# Data in front of a close_notify is read first, then the end.
# cite: Python docs, ssl.SSLSocket.unwrap
# cite: RFC 8446 section 6.1
# sentence: python-ssl.SSLObject-006 MUST

object a server tls=1.3
peer p client
pump a p   -> ok None
p.write b"one"
p.write b"two"
p.unwrap
move p a
a.read 100 -> ok b"one"
a.read 100 -> ok b"two"
a.read 100 -> ok b""
a.unwrap   -> ok None
