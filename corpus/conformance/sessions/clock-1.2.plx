# A session carries the time of its making.
# cite: Python docs, ssl.SSLSession

clock 1900000000
context c client tls=1.2
object a client context=c
peer p server tls=1.2
pump a p -> ok None
let s = a.session
s.time   -> ok 1900000000
clock 1900000500
s.time   -> ok 1900000000
