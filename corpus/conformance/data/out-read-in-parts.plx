# What is sent can be taken from the outgoing buffer in any portions.
# cite: Python docs, ssl.MemoryBIO.read
# sentence: python-ssl.MemoryBIO.read-001 MUST

object a client tls=1.3
peer p server
pump a p            -> ok None
a.write b"portions" -> ok 8
move a p 10
p.read 100          -> SSLWantReadError
move a p 10
p.read 100          -> SSLWantReadError
move a p
p.read 100          -> ok b"portions"
