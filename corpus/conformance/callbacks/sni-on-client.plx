# The callback may be set on a client context, and is never called.
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context c client
on c.sni { return 112 }
object a client context=c
peer p server
pump a p -> ok None
