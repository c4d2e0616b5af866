# A name with a star in it is a name like others to a wildcard, or refused.
# cite: RFC 6125 section 6.4.3

object a client server_hostname="*.wild.test"
peer p server cert=wildcard
pump a p -> ok None | SSLCertVerificationError
