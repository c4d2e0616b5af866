# A buffer may have ended before the object is made.
# cite: Python docs, ssl.SSLContext.wrap_bio
# cite: Python docs, ssl.SSLEOFError
# sentence: python-ssl.SSLObject-002 MUST
# sentence: python-ssl.SSLObject-005 MUST

bio x
x.write_eof          -> ok None
object a server in=x -> ok
a.do_handshake       -> SSLEOFError | SSLError  # SSLError up to 3.9 and on 3.11.2
