# Half of a close_notify is no close_notify.
# cite: Python docs, ssl.SSLSocket.unwrap
# cite: RFC 8446 section 6.1
# sentence: python-ssl.SSLObject-006 MUST

object a client tls=1.3
peer p server
pump a p   -> ok None
p.unwrap
move p a hold=1
a.read 100 -> SSLWantReadError
a.unwrap   -> SSLWantReadError
move p a
a.unwrap   -> ok None
