# The secrets of a server.
# cite: Python docs, ssl.SSLContext.keylog_filename
# cite: NSS key log format

context c server tls=1.3
on c.keylog { return None }
object a server context=c
peer p client
pump a p     -> ok None
a.write b"x" -> ok 1
