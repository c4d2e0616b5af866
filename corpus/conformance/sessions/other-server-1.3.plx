# A server that does not know the session makes a full handshake.
# cite: Python docs, ssl.SSLSession
# sentence: python-ssl.SSLSocket.session-002 MUST

context c client tls=1.3
object a client context=c
peer p server tls=1.3
pump a p         -> ok None
a.read 1         -> SSLWantReadError
let s = a.session
object b client context=c session=s
peer q server tls=1.3
pump b q         -> ok None
b.session_reused -> ok False
b.write b"full"  -> ok 4
move b q
q.read 100       -> ok b"full"
