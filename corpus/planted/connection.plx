# A connection that does everything right, closed from both ends.
# cite: RFC 8446 section 6.1

object a client alpn=http/1.1
peer p server
pump a p                           -> ok None
a.do_handshake                     -> ok None
a.version                          -> ok "TLSv1.3"
a.selected_alpn_protocol           -> ok None
a.write b"sixteen octets and more" -> ok 23
a.version                          -> ok "TLSv1.3"
move a p
p.read 100                         -> ok b"sixteen octets and more"
p.write b"answer"                  -> ok 6
move p a
a.read 100                         -> ok b"answer"
p.unwrap                           -> SSLWantReadError
move p a
a.read 100                         -> ok b""
a.unwrap                           -> ok None
move a p
a.read 100                         -> SSLZeroReturnError
p.unwrap                           -> ok None
