# Nothing can be written after the own close_notify.
# cite: Python docs, ssl.SSLSocket.unwrap
# cite: RFC 5246 section 7.2.1
# sentence: python-ssl.SSLSocket.unwrap-001 MUST

object a client tls=1.2
peer p server
pump a p      -> ok None
a.unwrap      -> SSLWantReadError
a.write b"x"  -> SSLError reason="PROTOCOL_IS_SHUTDOWN"
a.write b""   -> SSLError
a.out.pending -> ok
move a p
p.read 100    -> ok b""
p.read 100    -> ok b""
