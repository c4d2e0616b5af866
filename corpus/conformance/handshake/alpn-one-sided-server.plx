# ALPN on one side only comes to nothing, seen by the server.
# cite: RFC 7301 section 3.2

object a server alpn=h2
peer p client
pump a p                 -> ok None
a.selected_alpn_protocol -> ok None
object b server
peer q client alpn=h2
pump b q                 -> ok None
b.selected_alpn_protocol -> ok None
