# A server that requires a certificate and trusts nobody refuses everybody. The code is 19 where
# the client sends the root along, as OpenSSL does when it trusts it (automatic chains), else 20.
# cite: RFC 5280 section 6.1.3

object a server verify=required ca=none
peer p client cert=client
pump a p -> SSLCertVerificationError
