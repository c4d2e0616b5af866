# Chains of one and of four intermediates are followed to the root.
# cite: RFC 5280 section 6.1

object a client
peer p server cert=chain
pump a p -> ok None
object b client
peer q server cert=long-chain
pump b q -> ok None
object c client
peer r server cert=chain-rsa
pump c r -> ok None
