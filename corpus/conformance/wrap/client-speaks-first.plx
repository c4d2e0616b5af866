# A client writes its ClientHello at the first do_handshake; a server waits and writes nothing.
# cite: Python docs, ssl.SSLObject.do_handshake
# cite: RFC 8446 section 2; section 5.1
# sentence: python-ssl.SSLSocket.do_handshake-001 MUST

object a client
a.out.pending  -> ok 0
a.do_handshake -> SSLWantReadError
a.out.read 3   -> ok b"\x16\x03\x01"
object b server
b.do_handshake -> SSLWantReadError
b.do_handshake -> SSLWantReadError
b.out.pending  -> ok 0
