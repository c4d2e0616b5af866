# One object of a context fails in the handshake; the other succeeds.
# cite: What happens to one object never shows in another

context c client tls=1.2
object a client context=c
object b client context=c
b.do_handshake -> SSLWantReadError
b.in.write b"garbage, no record at all"
b.do_handshake -> SSLError
peer p server
pump a p       -> ok None
a.write b"x"   -> ok 1
b.version      -> ok None
