# A close_notify in plain is no end of an encrypted stream.
# cite: RFC 5246 section 7.2
# cite: A truncated stream never looks like a clean end

object a client tls=1.2
peer p server
pump a p   -> ok None
a.in.write b"\x15\x03\x03\x00\x02\x01\x00"
a.read 100 -> SSLError
# SSLSyscallError: 3.7 to 3.9; SSLEOFError: 3.10 on
a.read 100 -> SSLSyscallError | SSLEOFError
