# The context goes before the object is used.
# cite: What happens to one object never shows in another

context c client tls=1.3
object a client context=c
drop c
collect
peer p server
pump a p     -> ok None
a.write b"x" -> ok 1
drop a
collect
p.version    -> ok "TLSv1.3"
