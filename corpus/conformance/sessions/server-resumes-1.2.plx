# A server under test resumes; its peer offers the session again.
# cite: Python docs, ssl.SSLSession
# sentence: python-ssl.SSLSocket.session-002 MUST

context s server tls=1.2
object a server context=s
peer p client
pump a p         -> ok None
p.read 1
object b server context=s
peer q client context=p.context session=p.session
pump b q         -> ok None
b.session_reused -> ok True
q.session_reused -> ok True
b.write b"again" -> ok 5
move b q
q.read 100       -> ok b"again"
