# The stream ends in the middle of the handshake.
# cite: Python docs, ssl.MemoryBIO.write_eof

object a server tls=1.2
peer p client
a.do_handshake -> SSLWantReadError
p.do_handshake
move p a
a.in.write_eof
a.do_handshake
a.do_handshake
# SSLSyscallError: 3.7 to 3.12; SSLEOFError: 3.13
a.do_handshake -> SSLSyscallError | SSLEOFError
a.version      -> ok None
