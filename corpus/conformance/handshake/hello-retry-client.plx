# A client whose key share is refused sends another.
# cite: RFC 8446 section 4.1.4

object a client tls=1.3
peer p server tls=1.3 curve=secp384r1
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake -> SSLWantReadError
move p a
a.do_handshake -> SSLWantReadError  # after HelloRetryRequest
a.out.read 3   -> ok
a.version      -> ok None
