# Also on an object that failed.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client ca=none
peer p server
pump a p -> SSLCertVerificationError
a.read 0 -> ok b""
