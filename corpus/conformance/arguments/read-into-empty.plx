# A buffer of size 0 takes nothing, in every state.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client
let b = bytearray(0)
a.read 10 b   -> ok 0
a.out.pending -> ok 0
peer p server
pump a p      -> ok None
a.read 10 b   -> ok 0
a.read 0 b    -> ok 0
p.write b"x"  -> ok 1
move p a
a.read 10 b   -> ok 0
a.read 10     -> ok b"x"
