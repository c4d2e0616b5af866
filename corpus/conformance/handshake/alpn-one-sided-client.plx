# ALPN on one side only comes to nothing, seen by the client.
# cite: RFC 7301 section 3.2

object a client alpn=h2
peer p server
pump a p                 -> ok None
a.selected_alpn_protocol -> ok None
object b client
peer q server alpn=h2
pump b q                 -> ok None
b.selected_alpn_protocol -> ok None
