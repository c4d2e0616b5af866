# A server with two keys takes the one that the client's suite asks for.
# cite: RFC 8422 section 2.2; Python docs, ssl.SSLContext.load_cert_chain

context s server tls=1.2 cert=p256,rsa2048
object a server context=s
peer p client tls=1.2 ciphers="ECDHE-RSA-AES128-GCM-SHA256"
pump a p -> ok None
a.cipher -> ok ("ECDHE-RSA-AES128-GCM-SHA256", "TLSv1.2", 128)
object b server context=s
peer q client tls=1.2 ciphers="ECDHE-ECDSA-AES128-GCM-SHA256"
pump b q -> ok None
b.cipher -> ok ("ECDHE-ECDSA-AES128-GCM-SHA256", "TLSv1.2", 128)
