# Reading after the own close waits for more.
# cite: Python documentation, ssl.SSLObject.unwrap

object a client
peer p server
pump a p   -> ok None
a.unwrap   -> SSLWantReadError
a.read 100 -> SSLWantReadError
