# There is no compression, before or after.
# cite: RFC 7525 section 3.3
# cite: Python docs, ssl.SSLSocket.compression
# sentence: python-ssl.SSLSocket.compression-001 MUST

object a client tls=1.2
peer p server
a.compression           -> ok None
pump a p                -> ok None
a.compression           -> ok None
a.selected_npn_protocol -> ok None
