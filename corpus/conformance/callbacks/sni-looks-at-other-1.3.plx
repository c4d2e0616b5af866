# The callback looks at another object, which then fails; this one does not notice.
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server tls=1.3
object b server
b.in.write b"no record of TLS at all"
on s.sni { b.in.eof; b.version; return None }
object a server context=s
peer p client
pump a p       -> ok None
b.do_handshake -> SSLError
a.version      -> ok "TLSv1.3"
