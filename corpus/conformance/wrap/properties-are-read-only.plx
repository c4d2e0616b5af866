# Role, name and resumption cannot be set.
# cite: CPython Lib/ssl.py, SSLObject: properties without setters

object a client
a.server_side = True             -> AttributeError
a.server_hostname = "other.test" -> AttributeError
a.session_reused = True          -> AttributeError
a.server_side                    -> ok False
a.server_hostname                -> ok "localhost"
