# The stream ends without close_notify: an error, not an end of data.
# cite: Python docs, ssl.MemoryBIO.write_eof
# cite: RFC 5246 section 7.2.1
# cite: OpenSSL 3, SSL_R_UNEXPECTED_EOF_WHILE_READING

object a server tls=1.2
peer p client
pump a p -> ok None
a.in.write_eof
# SSLError: 3.7 to 3.9, 3.11.2; SSLEOFError: 3.10, 3.11 on
a.read 100 -> SSLError | SSLEOFError
# SSLSyscallError: 3.7 to 3.9; SSLEOFError: 3.10 on
a.read 100   -> SSLSyscallError | SSLEOFError
a.write b"x" -> SSLSyscallError | SSLEOFError
