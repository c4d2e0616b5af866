# A session outlives the object and the peer it came from.
# cite: Python docs, ssl.SSLSession
# sentence: python-ssl.SSLSocket.session-002 MUST

context c client tls=1.3
object a client context=c
peer p server tls=1.3
pump a p         -> ok None
a.read 1         -> SSLWantReadError
let s = a.session
drop a
drop p
collect
object b client context=c session=s
peer q server tls=1.3
pump b q         -> ok None
b.session_reused -> ok False
