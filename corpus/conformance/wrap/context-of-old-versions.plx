# A context that takes TLS 1.0 or 1.1 is made, with a DeprecationWarning from 3.10 on, each time it is made.
# cite: Python docs, ssl.TLSVersion.TLSv1; What's New In Python 3.10, Deprecated

context c client tls=1.0-1.3 -> ok
context d client tls=1.0-1.3 -> ok
context e server tls=1.1-1.2 -> ok
object a client tls=1.1-1.3  -> ok
