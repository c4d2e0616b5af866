# The server learns of it by an alert (unknown_ca).
# cite: RFC 8446 section 6.2, unknown_ca

object a server cert=unknown-ca
peer p client
pump a p  -> SSLError
a.version -> ok None
object b server cert=unknown-ca tls=1.2
peer q client
pump b q  -> SSLError
