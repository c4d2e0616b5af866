# A process disturbed (certificate) before each call. No call is changed.
# cite: A stale error is never shown to the next call
# cite: CPython Modules/_ssl.c, PySSL_SetError

object a client tls=1.2
peer p server
disturb certificate
a.do_handshake  -> SSLWantReadError
move a p
p.do_handshake
move p a
disturb certificate
a.do_handshake
pump a p        -> ok None
disturb certificate
a.read 100      -> SSLWantReadError
p.write b"data"
move p a
disturb certificate
a.read 100      -> ok b"data"
disturb certificate
a.write b"word" -> ok 4
disturb certificate
a.read 100      -> SSLWantReadError
disturb certificate
a.unwrap        -> SSLWantReadError
disturb certificate
a.unwrap        -> SSLWantReadError
p.unwrap
move p a
disturb certificate
a.unwrap        -> ok None
