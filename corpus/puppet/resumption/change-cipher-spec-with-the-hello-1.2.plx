# TLS 1.2: who resumes may say change_cipher_spec with its hello; it is read in its turn, behind the server's Finished.
# cite: RFC 5246 section 7.1

seed 1
context c server tls=1.2
object o server context=c
puppet w client tls=1.2
pump w o
object a server context=c
puppet p client tls=1.2 session=w
p.flight
p.send change_cipher_spec
move p a
a.do_handshake   -> SSLWantReadError
move a p
p.flight skip="change_cipher_spec"
move p a
a.do_handshake   -> ok None
a.session_reused -> ok True
p.write b"again"
move p a
a.read 10        -> ok b"again"
