# The stream ends within the header of a record.
# cite: Python docs, ssl.MemoryBIO.write_eof

object a server tls=1.3
peer p client
pump a p -> ok None
p.write b"cut short"
move p a 3
a.in.write_eof
# SSLError: 3.7 to 3.9, 3.11.2; SSLEOFError: 3.10, 3.11 on
a.read 100 -> SSLError | SSLEOFError
