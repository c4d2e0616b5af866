# The only channel binding there is, is tls-unique.
# cite: Python docs, ssl.SSLSocket.get_channel_binding, ssl.CHANNEL_BINDING_TYPES
# sentence: python-ssl.SSLSocket.get_channel_binding-002 MUST
# sentence: python-ssl.SSLSocket.get_channel_binding-001 MUST

object a client
peer p server
pump a p -> ok None

a.get_channel_binding "tls-unique"           -> ok
a.get_channel_binding cb_type="tls-unique"   -> ok
a.get_channel_binding "tls-exporter"         -> ValueError
a.get_channel_binding "tls-server-end-point" -> ValueError
a.get_channel_binding "TLS-UNIQUE"           -> ValueError
a.get_channel_binding ""                     -> ValueError
