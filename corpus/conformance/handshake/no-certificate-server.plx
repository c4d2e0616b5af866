# A server without a certificate fails at a ClientHello.
# cite: RFC 8446 section 4.4.2: a server must have one

context s server cert=none
object a server context=s
peer p client
pump a p  -> SSLError
a.version -> ok None
