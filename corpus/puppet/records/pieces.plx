# Handshake messages may be cut anywhere, and application data padded.
# cite: RFC 8446 sections 5.1 and 5.4

seed 1
object a client
puppet p server
a.do_handshake -> SSLWantReadError
move a p
p.flight cut=3
move p a
a.do_handshake -> ok None
move a p
p.send application_data data=b"padded" padding=1000
move p a
a.read 100     -> ok b"padded"
