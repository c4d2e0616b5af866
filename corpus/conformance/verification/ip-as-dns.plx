# A dNSName that reads like an address is not one.
# cite: RFC 6125 section 1.7.2; RFC 5280 section 4.2.1.6

object a client server_hostname="127.0.0.1"
peer p server cert=ip-as-dns
pump a p -> SSLCertVerificationError
