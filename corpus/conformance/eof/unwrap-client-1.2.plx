# unwrap at the end of the stream.
# cite: Python docs, ssl.MemoryBIO.write_eof
# cite: Python docs, ssl.SSLSocket.unwrap
# sentence: python-ssl.SSLSocket.unwrap-001 MUST

object a client tls=1.2
peer p server
pump a p -> ok None
a.in.write_eof
# SSLError: 3.7 to 3.9, 3.11.2; SSLEOFError: 3.10, 3.11 on
a.unwrap -> SSLError | SSLEOFError
a.unwrap -> SSLError
# SSLSyscallError: 3.7 to 3.9; SSLEOFError: 3.10 on
a.read 100 -> SSLSyscallError | SSLEOFError
