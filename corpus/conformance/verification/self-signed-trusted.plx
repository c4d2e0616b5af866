# A self-signed certificate that is itself trusted is well.
# cite: OpenSSL, verification: a self-signed trust anchor

object a client ca=self-signed
peer p server cert=self-signed
pump a p -> ok None
