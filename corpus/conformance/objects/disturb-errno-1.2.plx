# A process disturbed (errno) before each call. No call is changed.
# cite: A stale error is never shown to the next call
# cite: CPython Modules/_ssl.c, PySSL_SetError

object a client tls=1.2
peer p server
disturb errno
a.do_handshake  -> SSLWantReadError
move a p
p.do_handshake
move p a
disturb errno
a.do_handshake
pump a p        -> ok None
disturb errno
a.read 100      -> SSLWantReadError
p.write b"data"
move p a
disturb errno
a.read 100      -> ok b"data"
disturb errno
a.write b"word" -> ok 4
disturb errno
a.read 100      -> SSLWantReadError
disturb errno
a.unwrap        -> SSLWantReadError
disturb errno
a.unwrap        -> SSLWantReadError
p.unwrap
move p a
disturb errno
a.unwrap        -> ok None
