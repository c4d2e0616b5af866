# A process disturbed (thread) before each call. No call is changed.
# cite: A stale error is never shown to the next call
# cite: CPython Modules/_ssl.c, PySSL_SetError

object a client tls=1.2
peer p server
disturb thread
a.do_handshake  -> SSLWantReadError
move a p
p.do_handshake
move p a
disturb thread
a.do_handshake
pump a p        -> ok None
disturb thread
a.read 100      -> SSLWantReadError
p.write b"data"
move p a
disturb thread
a.read 100      -> ok b"data"
disturb thread
a.write b"word" -> ok 4
disturb thread
a.read 100      -> SSLWantReadError
disturb thread
a.unwrap        -> SSLWantReadError
disturb thread
a.unwrap        -> SSLWantReadError
p.unwrap
move p a
disturb thread
a.unwrap        -> ok None
