# version after its own close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.version
# sentence: python-ssl.SSLSocket.version-001 MUST

object a client tls=1.2
peer p server
pump a p
a.unwrap  -> SSLWantReadError
a.version -> ok "TLSv1.2"

object b client tls=1.3
peer q server
pump b q
b.unwrap  -> SSLWantReadError
b.version -> ok "TLSv1.3"

object c server tls=1.2
peer r client
pump c r
c.unwrap  -> SSLWantReadError
c.version -> ok "TLSv1.2"

object d server tls=1.3
peer s client
pump d s
d.unwrap  -> SSLWantReadError
d.version -> ok "TLSv1.3"
