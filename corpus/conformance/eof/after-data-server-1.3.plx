# Data before the end of the stream is read first.
# cite: Python docs, ssl.MemoryBIO.write_eof
# sentence: python-ssl.MemoryBIO.write_eof-002 MUST

object a server tls=1.3
peer p client
pump a p   -> ok None
p.write b"last words"
move p a
a.in.write_eof
a.in.eof   -> ok False
a.read 4   -> ok b"last"
a.in.eof   -> ok True
a.pending  -> ok 6
a.read 100 -> ok b" words"
# SSLError: 3.7 to 3.9, 3.11.2; SSLEOFError: 3.10, 3.11 on
a.read 100 -> SSLError | SSLEOFError
