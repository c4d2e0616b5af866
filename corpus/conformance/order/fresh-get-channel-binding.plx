# get_channel_binding before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.get_channel_binding

object a client tls=1.2
peer p server
a.get_channel_binding -> ok

object b client tls=1.3
peer q server
b.get_channel_binding -> ok

object c server tls=1.2
peer r client
c.get_channel_binding -> ok

object d server tls=1.3
peer s client
d.get_channel_binding -> ok
