# A star right below the top-level domain: libraries differ.
# cite: RFC 6125 section 6.4.3

object a client server_hostname="server.test"
peer p server cert=wildcard-top
pump a p -> SSLCertVerificationError | ok None
