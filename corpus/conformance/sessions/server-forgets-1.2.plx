# A server of another context does not resume.
# cite: Python docs, ssl.SSLSession
# sentence: python-ssl.SSLSocket.session-002 MUST

object a server tls=1.2
peer p client
pump a p         -> ok None
p.read 1
object b server tls=1.2
peer q client context=p.context session=p.session
pump b q         -> ok None
b.session_reused -> ok False
