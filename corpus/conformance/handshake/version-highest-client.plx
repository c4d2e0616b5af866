# The highest version that both have is taken.
# cite: RFC 8446 section 4.2.1

object a client tls=1.2-1.3
peer p server tls=1.2
pump a p  -> ok None
a.version -> ok "TLSv1.2"
object b client tls=1.2
peer q server tls=1.2-1.3
pump b q  -> ok None
b.version -> ok "TLSv1.2"
object c client tls=1.2-1.3
peer r server tls=1.2-1.3
pump c r  -> ok None
c.version -> ok "TLSv1.3"
