# At the peer's close a buffer gets 0 octets.
# cite: Python docs, ssl.SSLSocket.read; RFC 8446 section 6.1
# sentence: python-ssl.SSLSocket.read-002 MUST

object a client
peer p server
pump a p -> ok None

p.unwrap   -> SSLWantReadError
move p a
let b = bytearray(b"keep")
a.read 4 b -> ok 0
show b
