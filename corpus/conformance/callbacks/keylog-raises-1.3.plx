# An exception in the key log callback.
# cite: Python docs, ssl.SSLContext.keylog_filename

context c client tls=1.3
on c.keylog { raise ValueError "no" }
object a client context=c
peer p server
pump a p
a.version
