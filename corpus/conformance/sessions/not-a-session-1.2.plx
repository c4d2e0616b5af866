# None and other values are no sessions.
# cite: Python docs, ssl.SSLSession

context c client tls=1.2
object a client context=c
peer p server tls=1.2
pump a p           -> ok None
let s = a.session
object b client context=c
b.session = None   -> TypeError
b.session = 1      -> TypeError
b.session = "text" -> TypeError
b.session = s      -> ok None
