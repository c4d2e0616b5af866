# TLS 1.2 with CBC and encrypt-then-MAC: a record whose MAC is wrong is refused.
# cite: RFC 7366 section 3

seed 1
object a server tls=1.2 ciphers="ECDHE-ECDSA-AES128-SHA"
puppet p client tls=1.2
pump p a   -> ok None
p.send application_data data=b"altered on the way" tag="broken"
move p a
a.read 100 -> SSLError
move a p
p.expect alert level="fatal" description="bad_record_mac" -> ok
