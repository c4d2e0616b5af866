# The peer switches its context; the subject gets the other certificate.
# cite: Python docs, ssl.SSLContext.sni_callback

object a client tls=1.3 server_hostname="sni2.test"
peer p server cert=sni1
peer q server cert=sni2
on p.context.sni { p.context = q.context; return None }
pump a p           -> ok None
a.getpeercert True -> ok
