# A wildcard's other labels are compared without case.
# cite: RFC 6125 section 6.4.3

object a client server_hostname="WWW.Wild.TEST"
peer p server cert=wildcard
pump a p -> ok None
