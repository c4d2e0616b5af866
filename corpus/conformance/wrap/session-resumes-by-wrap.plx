# A session given to wrap_bio is offered and resumed.
# cite: Python docs, ssl.SSLContext.wrap_bio: session
# cite: RFC 5077 section 3.1
# sentence: python-ssl.SSLObject-002 MUST

context c client tls=1.2
context s server tls=1.2
object a client context=c
object b server context=s
pump a b         -> ok None
a.session_reused -> ok False
let t = a.session
object d client context=c session=t
object e server context=s
pump d e         -> ok None
d.session_reused -> ok True
e.session_reused -> ok True
