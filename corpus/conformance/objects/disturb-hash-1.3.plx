# A process disturbed (hash) before each call. No call is changed.
# cite: A stale error is never shown to the next call
# cite: CPython Modules/_ssl.c, PySSL_SetError

object a client tls=1.3
peer p server
disturb hash
a.do_handshake  -> SSLWantReadError
move a p
p.do_handshake
move p a
disturb hash
a.do_handshake
pump a p        -> ok None
disturb hash
a.read 100      -> SSLWantReadError
p.write b"data"
move p a
disturb hash
a.read 100      -> ok b"data"
disturb hash
a.write b"word" -> ok 4
disturb hash
a.read 100      -> SSLWantReadError
disturb hash
a.unwrap        -> SSLWantReadError
disturb hash
a.unwrap        -> SSLWantReadError
p.unwrap
move p a
disturb hash
a.unwrap        -> ok None
