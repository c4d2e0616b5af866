# pending after its own close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.pending
# sentence: python-ssl.SSLSocket.pending-001 MUST

object a client tls=1.2
peer p server
pump a p
a.unwrap  -> SSLWantReadError
a.pending -> ok 0

object b client tls=1.3
peer q server
pump b q
b.unwrap  -> SSLWantReadError
b.pending -> ok 0

object c server tls=1.2
peer r client
pump c r
c.unwrap  -> SSLWantReadError
c.pending -> ok 0

object d server tls=1.3
peer s client
pump d s
d.unwrap  -> SSLWantReadError
d.pending -> ok 0
