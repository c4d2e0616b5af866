# A TLS 1.3 server has sent its Finished but cannot write before the client has.
# cite: CPython Modules/_ssl.c, write; RFC 8446 section 2

object a server tls=1.3
peer p client
p.do_handshake
move p a
a.do_handshake       -> SSLWantReadError
a.write b"too early" -> SSLWantReadError
move a p
p.do_handshake
p.read 100           -> SSLWantReadError
move p a
a.write b"in time"   -> ok 7
move a p
p.read 100           -> ok b"in time"
