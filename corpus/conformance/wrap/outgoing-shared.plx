# Two objects may write into one buffer; their records follow one another.
# cite: Python docs, ssl.SSLContext.wrap_bio
# sentence: python-ssl.SSLObject-002 MUST

bio y
object a client out=y
object b client out=y
a.do_handshake -> SSLWantReadError
y.read 1       -> ok b"\x16"
y.read
b.do_handshake -> SSLWantReadError
y.read 1       -> ok b"\x16"
