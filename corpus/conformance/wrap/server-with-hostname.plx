# A server object may be given a name; nothing comes of it.
# cite: CPython Modules/_ssl.c, _ssl__SSLContext__wrap_bio_impl: the role is not looked at

object a server server_hostname="localhost" -> ok
a.server_side                               -> ok True
a.server_hostname                           -> ok "localhost"
peer p client
pump a p                                    -> ok None
