# server_hostname after its own close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.server_hostname
# sentence: python-ssl.SSLSocket.server_hostname-001 MUST

object a client tls=1.2
peer p server
pump a p
a.unwrap          -> SSLWantReadError
a.server_hostname -> ok "localhost"

object b client tls=1.3
peer q server
pump b q
b.unwrap          -> SSLWantReadError
b.server_hostname -> ok "localhost"

object c server tls=1.2
peer r client
pump c r
c.unwrap          -> SSLWantReadError
c.server_hostname -> ok None

object d server tls=1.3
peer s client
pump d s
d.unwrap          -> SSLWantReadError
d.server_hostname -> ok None
