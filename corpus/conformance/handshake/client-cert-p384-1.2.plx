# A client with the certificate `client-p384`, from both ends. TLS 1.2.
# cite: RFC 8446 section 4.4.2.4; RFC 5246 section 7.4.6

object a server tls=1.2 verify=required ca=root
peer p client cert=client-p384
pump a p -> ok None
object b client tls=1.2 cert=client-p384
peer q server verify=required ca=root
pump b q -> ok None
