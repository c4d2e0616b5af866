# A dot at the end of the certificate's name: libraries differ.
# cite: RFC 6125 section 6.4

object a client server_hostname="localhost"
peer p server cert=trailing-dot
pump a p -> SSLCertVerificationError | ok None
