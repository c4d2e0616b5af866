# The server learns of it by an alert (certificate_expired).
# cite: RFC 8446 section 6.2, certificate_expired

object a server cert=expired
peer p client
pump a p  -> SSLError
a.version -> ok None
object b server cert=expired tls=1.2
peer q client
pump b q  -> SSLError
