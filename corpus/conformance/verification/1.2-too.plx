# Verification comes to the same under TLS 1.2.
# cite: RFC 5246 section 7.4.2

object a client tls=1.2
peer p server cert=expired
pump a p -> SSLCertVerificationError verify_code=10
object b client tls=1.2
peer q server cert=unknown-ca
pump b q -> SSLCertVerificationError verify_code=20
object c client tls=1.2
peer r server cert=wrong-name
pump c r -> SSLCertVerificationError
