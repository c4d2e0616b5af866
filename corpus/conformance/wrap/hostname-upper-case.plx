# A name keeps its case.
# cite: CPython Lib/ssl.py, SSLObject.server_hostname

object a client server_hostname="LocalHost" -> ok
a.server_hostname                           -> ok "LocalHost"
