# The cookie of a HelloRetryRequest comes back in the second ClientHello.
# cite: RFC 8446 section 4.2.2

seed 1
object a client tls=1.3
puppet p server groups=secp384r1
a.do_handshake -> SSLWantReadError
move a p
p.expect client_hello absent="extensions.cookie" -> ok None
p.send hello_retry_request add={"extensions.cookie": b"\x00\x05again"}
move p a
a.do_handshake -> SSLWantReadError
move a p
p.expect client_hello has={"extensions.cookie.cookie": b"again"} -> ok None
