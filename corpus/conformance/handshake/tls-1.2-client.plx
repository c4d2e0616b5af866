# A TLS 1.2 handshake, seen by the client, and a word each way.
# cite: RFC 5246 section 7.3

object a client tls=1.2
peer p server
pump a p            -> ok None
a.version           -> ok "TLSv1.2"
a.cipher            -> ok
a.pending           -> ok 0
a.write b"question" -> ok 8
move a p
p.read 100          -> ok b"question"
p.write b"answer"   -> ok 6
move p a
a.read 100          -> ok b"answer"
