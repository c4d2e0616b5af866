# Only an SSLSession is a session.
# cite: CPython Modules/_ssl.c, PySSL_set_session: "Value is not a SSLSession."

object a client
a.session = None       -> TypeError
a.session = 5          -> TypeError
a.session = b"session" -> TypeError
a.session              -> ok None
a.do_handshake         -> SSLWantReadError
