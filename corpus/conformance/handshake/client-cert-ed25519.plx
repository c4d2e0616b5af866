# A client with an Ed25519 certificate, which a library may leave out.
# cite: RFC 8446 section 4.2.3

object a server verify=required ca=root
peer p client cert=client-ed25519
pump a p -> ok None | SSLError
