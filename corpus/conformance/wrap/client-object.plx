# A new client object knows its role and its name, and nothing of the connection.
# cite: Python docs, ssl.SSLContext.wrap_bio
# cite: Python docs, ssl.SSLObject
# sentence: python-ssl.SSLObject-002 MUST

object a client          -> ok
a.server_side            -> ok False
a.server_hostname        -> ok "localhost"
a.version                -> ok None
a.cipher                 -> ok None
a.compression            -> ok None
a.pending                -> ok 0
a.selected_alpn_protocol -> ok None
a.selected_npn_protocol  -> ok None
a.session                -> ok None
a.session_reused         -> ok False | ok None
a.in.pending             -> ok 0
a.out.pending            -> ok 0
