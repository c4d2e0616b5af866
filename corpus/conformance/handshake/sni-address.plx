# A client that connects to an address gives no name.
# cite: RFC 6066 section 3
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server
on s.sni { return None }
object a server context=s
peer p client server_hostname="127.0.0.1"
pump a p -> ok None
