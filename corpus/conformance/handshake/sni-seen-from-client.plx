# A client whose name is refused gets the alert as an error.
# cite: RFC 6066 section 3
# cite: RFC 8446 section 6.2, unrecognized_name

object a client server_hostname="nobody.test"
peer p server
on p.context.sni { return 112 }
pump a p  -> SSLError
a.version -> ok None
