# What a client said comes back to it.
# cite: RFC 8446 section 5.1; RFC 5246 section 6.2.1

object a client
a.do_handshake -> SSLWantReadError
move a a
a.do_handshake -> SSLError
a.version      -> ok None
