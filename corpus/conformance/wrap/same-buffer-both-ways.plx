# One buffer may serve both sides; the object then hears itself.
# cite: CPython Modules/_ssl.c, _ssl__SSLContext__wrap_bio_impl: the BIOs are not compared

bio x
object a client in=x out=x -> ok
a.do_handshake             -> SSLError | SSLWantReadError
a.do_handshake             -> SSLError | SSLEOFError | SSLSyscallError | SSLWantReadError
a.version                  -> ok None
