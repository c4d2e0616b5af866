# server_hostname before anything, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.server_hostname
# sentence: python-ssl.SSLSocket.server_hostname-001 MUST

object a client tls=1.2
peer p server
a.server_hostname -> ok "localhost"

object b client tls=1.3
peer q server
b.server_hostname -> ok "localhost"

object c server tls=1.2
peer r client
c.server_hostname -> ok None

object d server tls=1.3
peer s client
d.server_hostname -> ok None
