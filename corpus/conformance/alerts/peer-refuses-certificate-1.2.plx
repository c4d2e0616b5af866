# A client that does not trust the server says so, and the server hears it.
# cite: RFC 5246 section 7.2.2, unknown_ca

object a server tls=1.2 cert=self-signed
peer p client
pump a p   -> SSLError
a.read 100 -> ok b""
a.version  -> ok None
