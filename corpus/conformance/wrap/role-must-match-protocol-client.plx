# A client context makes no server objects (from 3.10 on).
# cite: CPython Modules/_ssl.c, newPySSLSocket: socket_type against protocol (gh-87688)

context c client
object a server context=c -> SSLError | ok  # ok up to 3.9
