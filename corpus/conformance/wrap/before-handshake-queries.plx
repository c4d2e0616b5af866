# What needs a finished handshake says so before it: None, or ValueError.
# cite: Python docs, ssl.SSLSocket.getpeercert, get_channel_binding
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_getpeercert_impl
# sentence: python-ssl.SSLSocket.getpeercert-002 MUST

object a client
a.getpeercert                      -> ValueError
a.getpeercert True                 -> ValueError
a.shared_ciphers                   -> ok None | ok  # a list up to 3.9 and on 3.11.2
a.get_channel_binding              -> ok None
a.get_channel_binding "tls-unique" -> ok None
a.unwrap                           -> SSLError
a.do_handshake                     -> SSLWantReadError
a.getpeercert                      -> ValueError
