# What a session says of itself.
# cite: Python docs, ssl.SSLSession

context c client tls=1.3
object a client context=c
peer p server tls=1.3
pump a p               -> ok None
a.read 1               -> SSLWantReadError
let s = a.session
s.id                   -> ok
s.time                 -> ok
s.timeout              -> ok
s.has_ticket           -> ok
s.ticket_lifetime_hint -> ok
a.session.has_ticket   -> ok
