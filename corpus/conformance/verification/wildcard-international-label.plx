# A wildcard matches a label that is an A-label.
# cite: RFC 6125 section 6.4.3

object a client server_hostname="xn--bcher-kva.wild.test"
peer p server cert=wildcard
pump a p -> ok None
