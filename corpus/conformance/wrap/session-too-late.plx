# A session cannot be set once the handshake is done.
# cite: CPython Modules/_ssl.c, PySSL_set_session: "Cannot set session after handshake."

context c client tls=1.2
object a client context=c
peer p server tls=1.2
pump a p      -> ok None
let s = a.session
a.session = s -> ValueError
object b client context=c
peer q server tls=1.2
pump b q      -> ok None
b.session = s -> ValueError
