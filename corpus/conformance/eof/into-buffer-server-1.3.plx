# The end of the stream when reading into a buffer.
# cite: Python docs, ssl.MemoryBIO.write_eof

object a server tls=1.3
peer p client
pump a p -> ok None
let b = bytearray(4)
a.in.write_eof
# SSLError: 3.7 to 3.9, 3.11.2; SSLEOFError: 3.10, 3.11 on
a.read 4 buffer=b -> SSLError | SSLEOFError
show b            -> ok bytearray(b"\x00\x00\x00\x00")
