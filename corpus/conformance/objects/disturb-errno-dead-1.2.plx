# An object that failed, and a disturbed errno: from 3.13 on do_handshake shows what errno says.
# cite: CPython Modules/_ssl.c, PySSL_SetError: SSL_ERROR_SYSCALL

object a client tls=1.2
peer p server
pump a p   -> ok None
p.write b"spoilt"
move p a flip=-1
a.read 100 -> SSLError
disturb errno
a.do_handshake
disturb errno
a.write b"x"
disturb errno
a.read 100
a.version  -> ok None
