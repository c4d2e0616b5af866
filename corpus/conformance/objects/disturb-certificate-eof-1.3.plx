# A process disturbed (certificate) before calls that fail.
# cite: CPython Modules/_ssl.c, PySSL_SetError

object a client tls=1.3
peer p server
pump a p       -> ok None
a.in.write_eof
disturb certificate
a.read 100     -> SSLError | SSLEOFError
a.version      -> ok None
object b client tls=1.3
b.do_handshake -> SSLWantReadError
b.in.write b"no record of TLS at all"
disturb certificate
b.do_handshake -> SSLError
