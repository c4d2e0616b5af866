# The subject closed, the stream ends: read and unwrap.
# cite: Python docs, ssl.MemoryBIO.write_eof
# cite: Python docs, ssl.SSLSocket.unwrap
# sentence: python-ssl.SSLSocket.unwrap-001 MUST

object a client tls=1.2
peer p server
pump a p -> ok None
a.unwrap -> SSLWantReadError
a.in.write_eof
# SSLError: 3.7 to 3.9, 3.11.2; SSLEOFError: 3.10, 3.11 on
a.read 100 -> SSLError | SSLEOFError
a.unwrap   -> SSLError
