# A certificate is refused beside a connection that was accepted.
# cite: What happens to one object never shows in another

object a client tls=1.3
peer p server
pump a p           -> ok None
object b client tls=1.3
peer q server cert=self-signed
pump b q           -> SSLCertVerificationError
a.read 1           -> SSLWantReadError
p.write b"fine"
move p a
a.read 100         -> ok b"fine"
a.getpeercert True -> ok
