# A session of another context is refused.
# cite: CPython Modules/_ssl.c, PySSL_set_session: "Session refers to a different SSLContext."

object a client tls=1.2
peer p server tls=1.2
pump a p                            -> ok None
let s = a.session
context d client tls=1.2
object b client context=d session=s -> ValueError
object b client context=d           -> ok
b.session = s                       -> ValueError
