# Objects of contexts that differ in trust.
# cite: What happens to one object never shows in another

context c client tls=1.3 ca=other-root
context d client tls=1.3 ca=root
object a client context=c
object b client context=d
peer p server
peer q server
pump a p  -> SSLCertVerificationError
pump b q  -> ok None
a.version -> ok None
b.version -> ok "TLSv1.3"
