# A client that does not trust the server says so, and the server hears it.
# cite: RFC 8446 section 6.2, unknown_ca

object a server tls=1.3 cert=self-signed
peer p client
pump a p   -> SSLError
a.read 100 -> ok b""
a.version  -> ok None
