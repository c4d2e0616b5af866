# The chain as sent, and as verified with the root added.
# cite: Python docs, ssl.SSLSocket.get_verified_chain, get_unverified_chain

object a client
peer p server cert=chain
pump a p               -> ok None
a.get_unverified_chain -> ok | AttributeError  # from 3.13 on
a.get_verified_chain   -> ok | AttributeError
