# An intermediate alone as trust anchor: refused, unless partial chains are allowed.
# cite: Python docs, ssl.VERIFY_X509_PARTIAL_CHAIN

object a client ca=intermediate
peer p server cert=chain-missing
pump a p -> SSLCertVerificationError | ok None  # GnuTLS stops at any trusted certificate
object b client ca=intermediate verify_flags=557056
peer q server cert=chain-missing
pump b q -> ok None
