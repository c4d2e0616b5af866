# TLS 1.3 tickets in front of data do not disturb the read.
# cite: RFC 8446 section 4.6.1

object a client tls=1.3
peer p server
pump a p     -> ok None
a.in.pending -> ok
p.write b"behind tickets"
move p a
a.read 100   -> ok b"behind tickets"
a.read 100   -> SSLWantReadError
