# A new server object knows its role, has no name, and nothing of the connection.
# cite: Python docs, ssl.SSLContext.wrap_bio
# cite: Python docs, ssl.SSLObject
# sentence: python-ssl.SSLObject-002 MUST

object a server          -> ok
a.server_side            -> ok True
a.server_hostname        -> ok None
a.version                -> ok None
a.cipher                 -> ok None
a.compression            -> ok None
a.pending                -> ok 0
a.selected_alpn_protocol -> ok None
a.session                -> ok None
a.session_reused         -> ok False | ok None
a.out.pending            -> ok 0
