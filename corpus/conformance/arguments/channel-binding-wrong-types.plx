# A type of channel binding that is no text.
# cite: Python docs, ssl.SSLSocket.get_channel_binding
# sentence: python-ssl.SSLSocket.get_channel_binding-002 MUST

object a client
peer p server
pump a p -> ok None

a.get_channel_binding None          -> ValueError | TypeError
a.get_channel_binding 5             -> ValueError | TypeError
a.get_channel_binding b"tls-unique" -> ValueError | TypeError
