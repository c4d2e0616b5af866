# ALPN under TLS 1.2, seen by the server.
# cite: RFC 7301 section 3.2

object a server tls=1.2 alpn=http/1.1
peer p client alpn=h2,http/1.1
pump a p                 -> ok None
a.selected_alpn_protocol -> ok "http/1.1"
