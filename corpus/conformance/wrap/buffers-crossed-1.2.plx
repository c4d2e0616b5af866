# The same under TLS 1.2, where the server has the last word.
# cite: Python docs, ssl.SSLContext.wrap_bio
# cite: RFC 5246 section 7.3
# sentence: python-ssl.SSLObject-002 MUST

bio x
bio y
object a client in=x out=y tls=1.2
object b server in=y out=x tls=1.2
a.do_handshake  -> SSLWantReadError
b.do_handshake  -> SSLWantReadError
a.do_handshake  -> SSLWantReadError
b.do_handshake  -> ok None
a.do_handshake  -> ok None
a.write b"ping" -> ok 4
b.read 100      -> ok b"ping"
a.version       -> ok "TLSv1.2"
