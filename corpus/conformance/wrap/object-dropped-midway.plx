# An object dropped in the middle of a handshake leaves nothing behind that others feel.
# cite: CPython Modules/_ssl.c, PySSL_dealloc

context c client
object a client context=c
a.do_handshake -> SSLWantReadError
drop a
collect
object b client context=c
peer p server
pump b p       -> ok None
b.version      -> ok "TLSv1.3"
