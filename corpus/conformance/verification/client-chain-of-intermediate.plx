# A client sends its intermediate along.
# cite: RFC 8446 section 4.4.2

object a server verify=required ca=root
peer p client cert=client-chain
pump a p -> ok None
object b server verify=required ca=root
peer q client cert=client-chain-missing
pump b q -> SSLCertVerificationError verify_code=20
