# A TLS 1.3 session and a server that now speaks TLS 1.2 only.
# cite: RFC 8446 section 4.2.11

context c client
object a client context=c
peer p server
pump a p         -> ok None
a.read 1         -> SSLWantReadError
let s = a.session
object b client context=c session=s
peer q server tls=1.2
pump b q         -> ok None
b.version        -> ok "TLSv1.2"
b.session_reused -> ok False
