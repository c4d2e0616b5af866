# A session past its lifetime is not resumed.
# cite: Python docs, ssl.SSLSession
# sentence: python-ssl.SSLSocket.session-002 MUST

context c client tls=1.2
object a client context=c
peer p server tls=1.2
pump a p         -> ok None
let s = a.session
clock 1903456000
object b client context=c session=s
peer q server context=p.context
pump b q         -> ok None
b.session_reused -> ok False
