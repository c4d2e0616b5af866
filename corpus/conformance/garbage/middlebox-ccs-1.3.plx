# A ChangeCipherSpec in the TLS 1.3 handshake is dropped without a word.
# cite: RFC 8446 section 5: implementations drop it

object a client tls=1.3
peer p server
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake
move p a record=0 insert=b"\x14\x03\x03\x00\x01\x01" at=127
a.do_handshake
a.version
