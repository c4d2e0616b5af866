# Both ends limited to X25519, which set_ecdh_curve takes from 3.11.7 and 3.12 on.
# cite: RFC 8446 section 4.2.7
# cite: Python docs, ssl.SSLContext.set_ecdh_curve

context c client tls=1.3 curve=X25519 -> ok | SSLError
object a client context=c             -> ok | NameError
peer p server tls=1.3
pump a p                              -> ok None | NameError
a.version                             -> ok "TLSv1.3" | NameError
