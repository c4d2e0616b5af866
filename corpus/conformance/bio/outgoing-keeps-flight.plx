# A flight stays in the outgoing buffer until it is taken; waiting adds nothing to it.
# cite: Python docs, ssl.SSLWantReadError
# cite: RFC 8446 section 5.1

object a client
a.out.pending  -> ok 0
a.do_handshake -> SSLWantReadError
a.do_handshake -> SSLWantReadError
a.do_handshake -> SSLWantReadError
a.out.read 3   -> ok b"\x16\x03\x01"
a.out.read
a.out.pending  -> ok 0
a.do_handshake -> SSLWantReadError
a.out.pending  -> ok 0
