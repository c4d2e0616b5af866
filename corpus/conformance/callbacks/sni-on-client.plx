# The callback may be set on a client context, and is never called.
# cite: Python docs, ssl.SSLContext.sni_callback

context c client
on c.sni { return 112 }
object a client context=c
peer p server
pump a p -> ok None
