# A protocol that is the beginning of another is not that other.
# cite: RFC 7301 section 3.2

object a server alpn=h2
peer p client alpn=h2c,h
pump a p                 -> ok None
a.selected_alpn_protocol -> ok None
