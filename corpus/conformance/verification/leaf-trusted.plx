# A leaf alone as trust anchor is not enough: the chain has to end in something self-signed.
# cite: OpenSSL, X509_V_FLAG_PARTIAL_CHAIN
# cite: Python docs, ssl.VERIFY_X509_PARTIAL_CHAIN

object a client ca=p256
peer p server cert=p256
pump a p -> SSLCertVerificationError | ok None  # GnuTLS stops at any trusted certificate
