# keyUsage without digitalSignature, on a key that signs the handshake: libraries differ.
# cite: RFC 8446 section 4.4.2.2: the bit must be set if keyUsage is there
# cite: RFC 5280 section 4.2.1.3

object a client
peer p server cert=no-sign-usage
pump a p -> ok None | SSLError
