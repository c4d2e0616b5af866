# The callback is called once, with the name that the client gave.
# cite: RFC 6066 section 3
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server
on s.sni { return None }
object a server context=s
peer p client server_hostname="server.test"
pump a p          -> ok None
a.server_hostname -> ok None
