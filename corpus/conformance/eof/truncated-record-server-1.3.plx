# The stream ends within a record: never an end of data.
# cite: Python docs, ssl.MemoryBIO.write_eof
# cite: RFC 8446 section 6.1: truncation attack

object a server tls=1.3
peer p client
pump a p -> ok None
p.write b"cut short"
move p a hold=1
a.in.write_eof
# SSLError: 3.7 to 3.9, 3.11.2; SSLEOFError: 3.10, 3.11 on
a.read 100 -> SSLError | SSLEOFError
# SSLSyscallError: 3.7 to 3.9; SSLEOFError: 3.10 on
a.read 100 -> SSLSyscallError | SSLEOFError
a.version  -> ok None
