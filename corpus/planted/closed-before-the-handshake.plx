# unwrap() before the handshake is an SSLError.
# cite: Python documentation, ssl.SSLObject.unwrap

object a client
peer p server
a.unwrap -> SSLError
