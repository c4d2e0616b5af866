# A certificate with addresses alone has no name.
# cite: RFC 6125 section 1.7.2; RFC 5280 section 4.2.1.6

object a client server_hostname="localhost"
peer p server cert=ip-only
pump a p -> SSLCertVerificationError verify_code=62
