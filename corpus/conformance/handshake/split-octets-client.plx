# A handshake whose octets arrive one at a time ends as any other.
# cite: RFC 8446 section 5.1: records carry a stream

object a client
peer p server
pump a p split=1 -> ok None
a.version        -> ok "TLSv1.3"
