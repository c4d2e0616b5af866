# tls-unique under TLS 1.3, for which it is not defined.
# cite: RFC 8446 appendix C.5: not defined for TLS 1.3

object a client tls=1.3
peer p server
pump a p              -> ok None
a.get_channel_binding -> ok
object b server tls=1.3
peer q client
pump b q              -> ok None
b.get_channel_binding -> ok
