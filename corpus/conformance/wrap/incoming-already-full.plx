# A buffer may hold data before the object is made.
# cite: Python docs, ssl.SSLContext.wrap_bio
# sentence: python-ssl.SSLObject-002 MUST

bio x
peer p client
p.do_handshake -> SSLWantReadError
object a server
move p a
let full = a.in
object b server in=full
b.do_handshake -> SSLWantReadError
b.in.pending   -> ok 0
b.out.read 1   -> ok b"\x16"
