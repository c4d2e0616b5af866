# Without a name the callback is called with None.
# cite: RFC 6066 section 3
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server
on s.sni { return None }
object a server context=s
peer p client server_hostname=None check_hostname=False
pump a p -> ok None
