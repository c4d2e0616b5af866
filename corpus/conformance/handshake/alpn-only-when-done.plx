# The protocol is known once the handshake is done, not lost after data.
# cite: RFC 7301 section 3.2

object a client alpn=h2
peer p server alpn=h2
pump a p                 -> ok None
a.selected_alpn_protocol -> ok "h2"
a.write b"x"             -> ok 1
move a p
p.unwrap                 -> SSLError | SSLWantReadError
a.selected_alpn_protocol -> ok "h2"
