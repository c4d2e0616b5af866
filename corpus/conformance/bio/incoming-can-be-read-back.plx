# What was put into the incoming buffer can be taken out again before the object saw it.
# cite: Python docs, ssl.MemoryBIO.read
# sentence: python-ssl.MemoryBIO.read-002 MUST

object a client
a.do_handshake            -> SSLWantReadError
a.in.write b"not for you" -> ok 11
a.in.read                 -> ok b"not for you"
a.in.pending              -> ok 0
a.do_handshake            -> SSLWantReadError
a.version                 -> ok None
