# Before the handshake there is no chain.
# cite: Python docs, ssl.SSLSocket.get_verified_chain

object a client
a.get_unverified_chain -> ok [] | AttributeError
a.get_verified_chain   -> ok [] | AttributeError
