# A second EncryptedExtensions is refused.
# cite: RFC 8446 section 4

seed 1
object a client tls=1.3
puppet p server
a.do_handshake -> SSLWantReadError
move a p
p.flight repeat="encrypted_extensions"
move p a
a.do_handshake -> SSLError
move a p
p.expect alert level="fatal" description="unexpected_message" -> ok
