# An object goes on when the last other reference to its context is gone.
# cite: CPython Modules/_ssl.c, newPySSLSocket: holds a reference to the context

context c client
object a client context=c
drop c
collect
peer p server
pump a p     -> ok None
a.write b"x" -> ok 1
a.context    -> ok
