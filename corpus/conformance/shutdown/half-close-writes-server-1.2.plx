# After the peer closed its side, the subject still writes.
# cite: Python docs, ssl.SSLSocket.unwrap
# cite: RFC 5246 section 7.2.1
# cite: Measured: half-close is kept under TLS 1.2 as well
# sentence: python-ssl.SSLObject-006 MUST

object a server tls=1.2
peer p client
pump a p              -> ok None
p.unwrap
move p a
a.read 100            -> ok b""
a.write b"still here" -> ok 10
a.write b"and here"   -> ok 8
move a p
p.read 100
a.unwrap              -> ok None
