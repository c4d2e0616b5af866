# unwrap again and again wants the answer and sends nothing new.
# cite: Python docs, ssl.SSLSocket.unwrap
# sentence: python-ssl.SSLSocket.unwrap-001 MUST

object a client tls=1.2
peer p server
pump a p      -> ok None
a.unwrap      -> SSLWantReadError
a.out.read    -> ok
a.unwrap      -> SSLWantReadError
a.out.pending -> ok 0
a.unwrap      -> SSLWantReadError
a.out.pending -> ok 0
