# Every octet value survives, NUL and line ends included.
# cite: RFC 8446 section 5.1

object a client tls=1.3
peer p server
pump a p                            -> ok None
a.write b"\x00\x01\n\r\x7f\x80\xff" -> ok 7
move a p
p.read 100                          -> ok b"\x00\x01\n\r\x7f\x80\xff"
p.write b"\x00\x00\x00"
move p a
a.read 100                          -> ok b"\x00\x00\x00"
