# Methods without parameters take none, and a refused call does nothing.
# cite: Python docs, ssl.SSLObject

object a client
peer p server
pump a p -> ok None

a.do_handshake 1           -> TypeError
a.unwrap 1                 -> TypeError
a.pending 1                -> TypeError
a.version 1                -> TypeError
a.cipher 1                 -> TypeError
a.compression 1            -> TypeError
a.shared_ciphers 1         -> TypeError
a.selected_alpn_protocol 1 -> TypeError
a.out.pending              -> ok 0
a.write b"fine"            -> ok 4
