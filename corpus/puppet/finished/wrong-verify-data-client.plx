# A client's Finished with wrong verify_data is refused.
# cite: RFC 8446 section 4.4.4

seed 1
object a server
puppet p client suites=TLS_AES_128_GCM_SHA256
p.flight
move p a
a.do_handshake -> SSLWantReadError
move a p
p.flight until="finished"
p.send finished verify_data=b"thirty-two octets, but not those"
move p a
a.do_handshake -> SSLError
move a p
p.expect alert level="fatal" description="decrypt_error" -> ok
