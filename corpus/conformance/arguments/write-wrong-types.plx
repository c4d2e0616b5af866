# What is no buffer is a TypeError, before and after the handshake, and sends nothing.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_write_impl
# sentence: python-ssl.SSLSocket.write-002 MUST

object a client
a.write "text"  -> TypeError
a.write None    -> TypeError
a.out.pending   -> ok 0
peer p server
pump a p        -> ok None
a.write "text"  -> TypeError
a.write None    -> TypeError
a.write 5       -> TypeError
a.write [1]     -> TypeError
a.write         -> TypeError
a.out.pending   -> ok 0
a.write b"fine" -> ok 4
