# A client that hears a ClientHello instead of a ServerHello fails.
# cite: RFC 8446 section 4: messages in an unexpected order must be refused

object a client
peer p client
a.do_handshake -> SSLWantReadError
p.do_handshake -> SSLWantReadError
move p a
a.do_handshake -> SSLError
a.version      -> ok None
