# A server refuses a client certificate that lacks its intermediate, required or not. TLS 1.2.
# cite: RFC 5280 section 6.1.3

object a server tls=1.2 verify=required ca=root
peer p client cert=client-chain-missing
pump a p  -> SSLCertVerificationError verify_code=20
object b server tls=1.2 verify=optional ca=root
peer q client cert=client-chain-missing
pump b q  -> SSLCertVerificationError verify_code=20
b.version -> ok None
