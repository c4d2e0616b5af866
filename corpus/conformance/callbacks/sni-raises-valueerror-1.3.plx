# The sni callback raises ValueError: the handshake fails, the exception is unraisable.
# cite: Python docs, ssl.SSLContext.sni_callback
# cite: CPython Modules/_ssl.c, _servername_callback: PyErr_WriteUnraisable
# sentence: python-ssl.SSLObject-007 MUST

context s server tls=1.3
on s.sni { raise ValueError "no" }
object a server context=s
peer p client
pump a p       -> SSLError
a.version      -> ok None
a.do_handshake -> SSLError | SSLEOFError | SSLSyscallError
