# context accepts a context of the other role.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_context_set_impl: only the type is checked

context d server
object a client
a.context = d  -> ok
a.server_side  -> ok False
a.do_handshake -> SSLWantReadError
a.out.read 3   -> ok b"\x16\x03\x01"
