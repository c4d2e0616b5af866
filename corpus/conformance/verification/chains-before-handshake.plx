# Before the handshake there is no chain.
# cite: Python docs, ssl.SSLSocket.get_verified_chain
# sentence: python-ssl.SSLSocket.get_verified_chain-001 MUST

object a client
a.get_unverified_chain -> ok [] | AttributeError
a.get_verified_chain   -> ok [] | AttributeError
