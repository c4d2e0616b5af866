# What an SSLObject does not have is an AttributeError.
# cite: Python docs, ssl.SSLObject: no network I/O, no BIO methods

object a client
a.write_eof -> AttributeError
a.eof       -> AttributeError
