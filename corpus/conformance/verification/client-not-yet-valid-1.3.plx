# A server refuses a client certificate that is not yet valid, required or not. TLS 1.3.
# cite: RFC 5280 section 6.1.3

object a server tls=1.3 verify=required ca=root
peer p client cert=client-not-yet-valid
pump a p  -> SSLCertVerificationError verify_code=9
object b server tls=1.3 verify=optional ca=root
peer q client cert=client-not-yet-valid
pump b q  -> SSLCertVerificationError verify_code=9
b.version -> ok None
