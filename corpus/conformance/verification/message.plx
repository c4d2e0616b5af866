# The error carries code and message of the library.
# cite: Python docs, ssl.SSLCertVerificationError

object a client
peer p server cert=expired
pump a p -> SSLCertVerificationError errno=1 reason="CERTIFICATE_VERIFY_FAILED" verify_code=10
