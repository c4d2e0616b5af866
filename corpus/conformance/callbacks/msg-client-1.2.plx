# The messages of a client, seen by the callback.
# cite: CPython Lib/ssl.py, SSLContext._msg_callback

context c client tls=1.2
on c.msg { return None }
object a client context=c
peer p server
pump a p     -> ok None
a.write b"x" -> ok 1
a.unwrap     -> SSLWantReadError
