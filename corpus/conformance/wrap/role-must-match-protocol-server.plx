# A server context makes no client objects (from 3.10 on).
# cite: CPython Modules/_ssl.c, newPySSLSocket: socket_type against protocol

context c server
object a client context=c server_hostname=None -> SSLError | ok  # ok up to 3.9
