# A session is an SSLSession or None.
# cite: CPython Modules/_ssl.c, PySSL_set_session

context c client
object a client context=c session=None   -> ok
object b client context=c session=5      -> TypeError
object d client context=c session="text" -> TypeError
object e client context=c session=c      -> TypeError
