# A certificate for servers alone does not serve a client.
# cite: RFC 5280 section 4.2.1.12

object a server verify=required ca=root
peer p client cert=server-only
pump a p -> SSLCertVerificationError
