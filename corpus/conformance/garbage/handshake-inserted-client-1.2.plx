# A handshake record in plain after the handshake.
# cite: RFC 8446 section 5.1; RFC 5246 section 6.2.1; RFC 5246 section 6.2.3.3

object a client tls=1.2
peer p server
pump a p   -> ok None
p.write b"first record"
p.write b"second record"
move p a insert=b"\x16\x03\x03\x00\x04\x00\x00\x00\x00"
a.read 100 -> SSLError
# SSLSyscallError: 3.7 to 3.9; SSLEOFError: 3.10 on
a.read 100 -> SSLSyscallError | SSLEOFError
a.read 100 -> SSLSyscallError | SSLEOFError
a.version  -> ok None
