# The object can be asked about itself inside the callback.
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server
on s.sni { a.version; a.server_side; a.pending; return None }
object a server context=s
peer p client
pump a p -> ok None
