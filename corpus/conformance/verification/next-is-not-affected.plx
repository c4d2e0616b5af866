# A failed verification does not touch the next object of the same context.
# cite: Python docs, ssl.SSLContext

context c client
object a client context=c
peer p server cert=expired
pump a p           -> SSLCertVerificationError
object b client context=c
peer q server
pump b q           -> ok None
b.getpeercert True -> ok
