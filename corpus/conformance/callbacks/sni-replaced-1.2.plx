# A second callback takes the place of the first.
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server tls=1.2
on s.sni { return 112 }
on s.sni { return None }
object a server context=s
peer p client
pump a p -> ok None
