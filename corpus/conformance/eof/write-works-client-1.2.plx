# Before it reads, the subject knows nothing of the end and writes.
# cite: Python docs, ssl.MemoryBIO.write_eof

object a client tls=1.2
peer p server
pump a p           -> ok None
a.in.write_eof
a.write b"unaware" -> ok 7
move a p
p.read 100         -> ok b"unaware"
a.read 0           -> ok b""
# SSLError: 3.7 to 3.9, 3.11.2; SSLEOFError: 3.10, 3.11 on
a.read 100 -> SSLError | SSLEOFError
