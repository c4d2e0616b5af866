# A process disturbed (error queue) before each call.
# CPython leaves the queue as it finds it, and shows a stranger's error where it should want more.
# cite: A stale error is never shown to the next call
# cite: CPython Modules/_ssl.c, PySSL_SetError

object a client tls=1.3
peer p server
disturb error_queue
a.do_handshake  -> SSLWantReadError | SSLError
move a p
p.do_handshake
move p a
disturb error_queue
a.do_handshake
pump a p        -> ok None
disturb error_queue
a.read 100      -> SSLWantReadError | SSLError
p.write b"data"
move p a
disturb error_queue
a.read 100      -> ok b"data"
disturb error_queue
a.write b"word" -> ok 4
disturb error_queue
a.read 100      -> SSLWantReadError | SSLError
disturb error_queue
a.unwrap        -> SSLWantReadError | SSLError
disturb error_queue
a.unwrap        -> SSLWantReadError | SSLError
p.unwrap
move p a
disturb error_queue
a.unwrap        -> ok None
