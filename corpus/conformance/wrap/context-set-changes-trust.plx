# A context set before the certificate arrives decides whom to trust.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_context_set_impl
# cite: OpenSSL, SSL_set_SSL_CTX: verification looks at the new context

context nobody client ca=none
object a client
a.do_handshake     -> SSLWantReadError
a.context = nobody -> ok
peer p server
pump a p           -> SSLCertVerificationError verify_code=20
context c client ca=none
object b client context=c
b.do_handshake     -> SSLWantReadError
context d client ca=root
b.context = d      -> ok
peer q server
pump b q           -> ok None
