# A server object takes no session.
# cite: CPython Modules/_ssl.c, PySSL_set_session: "Cannot set session for server-side SSLSocket."

context c server tls=1.2
object a server context=c
peer p client tls=1.2
pump a p                            -> ok None
let s = a.session
object b server context=c
b.session = s                       -> ValueError
object d server context=c session=s -> ValueError
