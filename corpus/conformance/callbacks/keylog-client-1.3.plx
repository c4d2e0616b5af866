# The secrets of a client: one line under TLS 1.2, five under TLS 1.3.
# cite: Python docs, ssl.SSLContext.keylog_filename
# cite: NSS key log format

context c client tls=1.3
on c.keylog { return None }
object a client context=c
peer p server
pump a p  -> ok None
a.version -> ok "TLSv1.3"
