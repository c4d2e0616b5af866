# A session belongs to the context that made it.
# cite: Python docs, ssl.SSLSession
# sentence: python-ssl.SSLSocket.session-002 MUST

context c client tls=1.2
object a client context=c
peer p server tls=1.2
pump a p                            -> ok None
let s = a.session
context d client tls=1.2
object e client context=d session=s -> ValueError
object b client context=d
b.session = s                       -> ValueError
b.session                           -> ok None
peer q server context=p.context
pump b q                            -> ok None
b.session_reused                    -> ok False
