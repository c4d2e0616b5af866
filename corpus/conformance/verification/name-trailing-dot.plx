# A dot at the end of the asked name: libraries differ.
# cite: RFC 6125 section 6.4; RFC 1034 section 3.1

object a client server_hostname="localhost."
peer p server cert=p256
pump a p -> SSLCertVerificationError | ok None
