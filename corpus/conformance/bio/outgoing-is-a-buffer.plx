# The outgoing buffer is an ordinary one: what a caller writes there comes out first.
# cite: Python docs, ssl.MemoryBIO.write
# cite: RFC 8446 section 5.1
# sentence: python-ssl.MemoryBIO.write-003 MUST
# sentence: python-ssl.SSLObject-001 MUST

object a client
a.out.write b"GREETING " -> ok 9
a.do_handshake           -> SSLWantReadError
a.out.read 9             -> ok b"GREETING "
a.out.read 1             -> ok b"\x16"  # a handshake record follows
