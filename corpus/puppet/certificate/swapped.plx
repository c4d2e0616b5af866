# CertificateVerify before Certificate is refused.
# cite: RFC 8446 section 4

seed 1
object a client tls=1.3
puppet p server
a.do_handshake -> SSLWantReadError
move a p
p.flight swap=["certificate", "certificate_verify"]
move p a
a.do_handshake -> SSLError
move a p
p.expect alert level="fatal" description="unexpected_message" -> ok
