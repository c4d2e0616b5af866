# A client whose certificate is refused hears it when it next reads (TLS 1.3).
# cite: RFC 8446 section 6.2, unknown_ca

object a client tls=1.3 cert=client-unknown
peer p server verify=required ca=root
pump a p  -> SSLCertVerificationError
a.read 10 -> SSLError
a.version -> ok None
