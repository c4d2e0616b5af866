# A server asks for a certificate after the handshake.
# cite: RFC 8446 section 4.6.2
# cite: Python docs, ssl.SSLSocket.verify_client_post_handshake
# sentence: python-ssl.SSLSocket.verify_client_post_handshake-002 MUST

object a server tls=1.3 verify=required ca=root post_handshake_auth=True
peer p client tls=1.3 cert=client post_handshake_auth=True
pump a p                       -> ok None
a.getpeercert                  -> ok None
a.verify_client_post_handshake -> ok None
a.write b"ask"                 -> ok 3
move a p
p.read 10                      -> ok b"ask"
p.write b"here"                -> ok 4
move p a
a.read 10                      -> ok b"here"
a.getpeercert True             -> ok
