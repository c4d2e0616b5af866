# An end of stream without close_notify is an error.
# cite: RFC 8446 section 6.1

object a client tls=1.2
peer p server
pump a p       -> ok None
p.write b"cut"
move p a
a.read 100     -> ok b"cut"
a.in.write_eof -> ok None
a.read 100     -> SSLEOFError | SSLError
