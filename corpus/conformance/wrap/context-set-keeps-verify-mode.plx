# The verify mode is the object's own: a context set later does not change it.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_context_set_impl
# cite: OpenSSL, SSL_new: verify_mode is copied

context lax client verify=none check_hostname=False ca=none
object a client
a.context = lax    -> ok
peer p server
pump a p           -> SSLCertVerificationError
object b client context=lax
context strict client ca=none
b.context = strict -> ok
peer q server
pump b q           -> ok None
