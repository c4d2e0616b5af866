# A read that finds nothing but tickets wants more.
# cite: RFC 8446 section 4.6.1

object a client tls=1.3
peer p server
pump a p     -> ok None
a.read 100   -> SSLWantReadError
a.in.pending -> ok 0
a.read 100   -> SSLWantReadError
