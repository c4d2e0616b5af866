# An end declared behind complete data is not seen before the data is used up.
# cite: Python docs, ssl.MemoryBIO.write_eof
# cite: Python docs, ssl.SSLEOFError
# sentence: python-ssl.MemoryBIO.write_eof-002 MUST
# sentence: python-ssl.SSLObject-005 MUST

object a server
peer p client
p.do_handshake -> SSLWantReadError
move p a
a.in.write_eof -> ok None
a.in.eof       -> ok False
a.do_handshake -> SSLWantReadError | SSLEOFError | SSLError  # a library may read ahead
a.in.eof       -> ok True
a.out.pending
a.do_handshake -> SSLEOFError | SSLError | SSLSyscallError  # SSLSyscallError up to 3.12
