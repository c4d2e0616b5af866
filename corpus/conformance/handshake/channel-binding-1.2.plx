# tls-unique is 12 octets under TLS 1.2, the same at both ends.
# cite: RFC 5929 section 3

object a client tls=1.2
peer p server
a.get_channel_binding              -> ok None
pump a p                           -> ok None
a.get_channel_binding              -> ok
a.get_channel_binding "tls-unique" -> ok
p.get_channel_binding              -> ok
