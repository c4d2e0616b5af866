# Context, peer, object and session go in the order of their making.
# cite: Python docs, ssl.SSLObject

context c client
object a client context=c
peer p server
pump a p         -> ok None
let s = a.session
let i = a.in
drop c
drop a
collect
s.time           -> ok
i.pending        -> ok
i.write b"alive" -> ok 5
drop s
drop i
collect
