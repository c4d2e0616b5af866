# After a close_notify the end of the stream changes nothing.
# cite: Python docs, ssl.MemoryBIO.write_eof
# cite: RFC 8446 section 6.1

object a client tls=1.3
peer p server
pump a p     -> ok None
p.unwrap
move p a
a.in.write_eof
a.read 100   -> ok b""
a.read 100   -> ok b""
a.write b"x" -> ok 1
a.unwrap     -> ok None
