# Twelve clients of one context all finish.
# cite: What happens to one object never shows in another

context c client
object a0 client context=c
peer p0 server
object a1 client context=c
peer p1 server
object a2 client context=c
peer p2 server
object a3 client context=c
peer p3 server
object a4 client context=c
peer p4 server
object a5 client context=c
peer p5 server
object a6 client context=c
peer p6 server
object a7 client context=c
peer p7 server
object a8 client context=c
peer p8 server
object a9 client context=c
peer p9 server
object a10 client context=c
peer p10 server
object a11 client context=c
peer p11 server
a0.do_handshake  -> SSLWantReadError
a1.do_handshake  -> SSLWantReadError
a2.do_handshake  -> SSLWantReadError
a3.do_handshake  -> SSLWantReadError
a4.do_handshake  -> SSLWantReadError
a5.do_handshake  -> SSLWantReadError
a6.do_handshake  -> SSLWantReadError
a7.do_handshake  -> SSLWantReadError
a8.do_handshake  -> SSLWantReadError
a9.do_handshake  -> SSLWantReadError
a10.do_handshake -> SSLWantReadError
a11.do_handshake -> SSLWantReadError
pump a11 p11     -> ok None
pump a10 p10     -> ok None
pump a9 p9       -> ok None
pump a8 p8       -> ok None
pump a7 p7       -> ok None
pump a6 p6       -> ok None
pump a5 p5       -> ok None
pump a4 p4       -> ok None
pump a3 p3       -> ok None
pump a2 p2       -> ok None
pump a1 p1       -> ok None
pump a0 p0       -> ok None
a0.write b"0"    -> ok 1
a1.write b"1"    -> ok 1
a2.write b"2"    -> ok 1
a3.write b"3"    -> ok 1
a4.write b"4"    -> ok 1
a5.write b"5"    -> ok 1
a6.write b"6"    -> ok 1
a7.write b"7"    -> ok 1
a8.write b"8"    -> ok 1
a9.write b"9"    -> ok 1
a10.write b"10"  -> ok 2
a11.write b"11"  -> ok 2
