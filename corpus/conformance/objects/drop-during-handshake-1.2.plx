# An object is dropped in the middle of its handshake; another of its context goes on.
# cite: What happens to one object never shows in another

context c client tls=1.2
object a client context=c
object b client context=c
peer p server
peer q server
a.do_handshake -> SSLWantReadError
move a p
p.do_handshake
move p a
drop a
collect
pump b q       -> ok None
b.write b"x"   -> ok 1
