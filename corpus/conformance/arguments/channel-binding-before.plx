# The type is looked at before the handshake too.
# cite: Python docs, ssl.SSLSocket.get_channel_binding
# sentence: python-ssl.SSLSocket.get_channel_binding-002 MUST
# sentence: python-ssl.SSLSocket.get_channel_binding-001 MUST

object a client
a.get_channel_binding "tls-exporter" -> ValueError
a.get_channel_binding "tls-unique"   -> ok None
