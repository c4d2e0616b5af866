# The callback waits for the whole ClientHello.
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server
on s.sni { return None }
object a server context=s
peer p client
p.do_handshake
move p a split=1 each=do_handshake
pump a p -> ok None
