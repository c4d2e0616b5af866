# A server must send EncryptedExtensions, even if there is nothing in it.
# cite: RFC 8446 section 4.3.1

seed 1
object a client
puppet p server
a.do_handshake -> SSLWantReadError
move a p
p.flight skip="encrypted_extensions"
move p a
a.do_handshake -> SSLError
move a p
p.expect alert level="fatal" description="unexpected_message" -> ok
