# The same, seen by the server.
# cite: RFC 8446 section 4.2.1

object a server tls=1.2-1.3
peer p client tls=1.2
pump a p  -> ok None
a.version -> ok "TLSv1.2"
object b server tls=1.2
peer q client tls=1.2-1.3
pump b q  -> ok None
b.version -> ok "TLSv1.2"
object c server tls=1.2-1.3
peer r client tls=1.3
pump c r  -> ok None
c.version -> ok "TLSv1.3"
