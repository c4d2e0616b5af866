# TLS 1.2 with extended_master_secret.
# cite: RFC 7627 section 5

seed 1
object a client tls=1.2
puppet p server
pump a p -> ok None
p.expect client_hello has={"extensions.extended_master_secret.extension_type": 23}
