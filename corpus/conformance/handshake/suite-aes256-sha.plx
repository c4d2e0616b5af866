# The TLS 1.2 suite AES256-SHA, from both ends.
# cite: RFC 5246 appendix A.5

object a client tls=1.2 ciphers="AES256-SHA" -> ok | SSLError  # may be left out
peer p server cert=rsa2048 ciphers="AES256-SHA"
pump a p                                     -> ok None | NameError
a.cipher                                     -> ok | NameError
object b server tls=1.2 cert=rsa2048 ciphers="AES256-SHA" -> ok | SSLError
peer q client ciphers="AES256-SHA"
pump b q                                     -> ok None | NameError
b.cipher                                     -> ok | NameError
