# Case in the certificate does not matter either.
# cite: RFC 6125 section 6.4.1

object a client server_hostname="localhost"
peer p server cert=upper-case
pump a p -> ok None
