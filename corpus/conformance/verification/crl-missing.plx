# VERIFY_CRL_CHECK_LEAF without a list refuses everybody.
# cite: Python docs, ssl.VERIFY_CRL_CHECK_LEAF

object a client verify_flags=32772
peer p server
pump a p -> SSLCertVerificationError verify_code=3
