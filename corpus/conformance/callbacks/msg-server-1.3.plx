# The messages of a server, seen by the callback.
# cite: CPython Lib/ssl.py, SSLContext._msg_callback

context c server tls=1.3
on c.msg { return None }
object a server context=c
peer p client
pump a p -> ok None
