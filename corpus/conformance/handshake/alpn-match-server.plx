# ALPN, seen by the server: the server's first protocol that the client offers is taken.
# cite: RFC 7301 section 3.2
# cite: Python docs, ssl.SSLContext.set_alpn_protocols

object a server alpn=h2,http/1.1
peer p client alpn=http/1.1,h2
a.selected_alpn_protocol -> ok None
pump a p                 -> ok None
a.selected_alpn_protocol -> ok "h2"
p.selected_alpn_protocol -> ok "h2"
