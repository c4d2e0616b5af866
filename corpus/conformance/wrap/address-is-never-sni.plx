# The server is not told an IP address by SNI.
# cite: RFC 6066 section 3: literal addresses are not permitted
# cite: CPython Modules/_ssl.c, _ssl_configure_hostname

object a client server_hostname="127.0.0.1"
peer p server
on p.context.sni { return None }
pump a p -> ok None
object b client server_hostname="localhost"
peer q server
on q.context.sni { return None }
pump b q -> ok None
