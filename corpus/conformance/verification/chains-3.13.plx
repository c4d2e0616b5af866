# The chain as sent, and as verified with the root added.
# cite: Python docs, ssl.SSLSocket.get_verified_chain, get_unverified_chain
# sentence: python-ssl.SSLSocket.get_verified_chain-001 MUST
# sentence: python-ssl.SSLSocket.get_unverified_chain-001 MUST

object a client
peer p server cert=chain
pump a p               -> ok None
a.get_unverified_chain -> ok | AttributeError  # from 3.13 on
a.get_verified_chain   -> ok | AttributeError
