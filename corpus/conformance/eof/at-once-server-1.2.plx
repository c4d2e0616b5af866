# The stream ends before a word.
# cite: Python docs, ssl.MemoryBIO.write_eof

object a server tls=1.2
a.in.write_eof
# SSLError: 3.7 to 3.9, 3.11.2; SSLEOFError: 3.10, 3.11 on
a.do_handshake -> SSLError | SSLEOFError
# SSLSyscallError: 3.7 to 3.12; SSLEOFError: 3.13
a.do_handshake -> SSLSyscallError | SSLEOFError
a.version      -> ok None
