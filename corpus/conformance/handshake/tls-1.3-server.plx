# A TLS 1.3 handshake, seen by the server, and a word each way.
# cite: RFC 8446 section 2

object a server tls=1.3
peer p client
pump a p            -> ok None
a.version           -> ok "TLSv1.3"
a.cipher            -> ok
a.getpeercert       -> ok None
p.write b"question" -> ok 8
move p a
a.read 100          -> ok b"question"
a.write b"answer"   -> ok 6
move a p
p.read 100          -> ok b"answer"
