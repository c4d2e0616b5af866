# context can be set to another SSLContext at any time, and to nothing else.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_context_set_impl
# cite: Python docs, ssl.SSLSocket.context
# sentence: python-ssl.SSLSocket.context-001 MUST

context c client
context d client
object a client context=c
a.context = d          -> ok
a.do_handshake         -> SSLWantReadError
a.context = c          -> ok
peer p server
pump a p               -> ok None
a.context = d          -> ok
a.context = None       -> TypeError
a.context = 5          -> TypeError
a.write b"still works" -> ok 11
