# A server refuses a client certificate that is self-signed, required or not. TLS 1.3.
# cite: RFC 5280 section 6.1.3

object a server tls=1.3 verify=required ca=root
peer p client cert=client-self-signed
pump a p  -> SSLCertVerificationError verify_code=18
object b server tls=1.3 verify=optional ca=root
peer q client cert=client-self-signed
pump b q  -> SSLCertVerificationError verify_code=18
b.version -> ok None
