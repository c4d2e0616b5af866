# pending is 0 while records lie undecrypted in the incoming buffer.
# cite: Python docs, ssl.SSLSocket.pending
# sentence: python-ssl.SSLSocket.pending-001 MUST

object a client tls=1.2
peer p server
pump a p  -> ok None
p.write b"unseen"
move p a
a.pending -> ok 0
a.read 1  -> ok b"u"
a.pending -> ok 5
