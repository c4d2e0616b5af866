# Before the handshake there is no session; after it there is one at each look.
# cite: Python docs, ssl.SSLSession
# sentence: python-ssl.SSLSocket.session-001 MUST

object a client tls=1.3
a.session        -> ok None
a.session_reused -> ok False
peer p server
pump a p         -> ok None
a.session        -> ok
a.session        -> ok
a.session_reused -> ok False
