# A server takes no session, its own included.
# cite: Python docs, ssl.SSLSession

context c server tls=1.2
object a server context=c
peer p client
pump a p      -> ok None
let s = a.session
a.session = s -> ValueError
object b server context=c
b.session = s -> ValueError
