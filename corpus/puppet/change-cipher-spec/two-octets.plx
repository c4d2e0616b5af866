# change_cipher_spec of another content than one octet 1 is refused.
# cite: RFC 8446 section 5

seed 1
object a client tls=1.3
puppet p server
a.do_handshake -> SSLWantReadError
move a p
p.send server_hello
p.send change_cipher_spec data=b"\x02"
move p a
a.do_handshake -> SSLError
