# Two clients of one context, handshakes interleaved.
# cite: What happens to one object never shows in another

context c client tls=1.3
object a client context=c
object b client context=c
peer p server
peer q server
a.do_handshake -> SSLWantReadError
b.do_handshake -> SSLWantReadError
move a p
p.do_handshake
move q b
move p a
pump b q       -> ok None
pump a p       -> ok None
a.version      -> ok "TLSv1.3"
b.version      -> ok "TLSv1.3"
