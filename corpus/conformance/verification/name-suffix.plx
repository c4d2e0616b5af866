# A name that only ends in, or begins with, the certificate's is refused.
# cite: RFC 6125 section 6.4.1

object a client server_hostname="xserver.test"
peer p server cert=p256
pump a p -> SSLCertVerificationError
object b client server_hostname="server.tes"
peer q server cert=p256
pump b q -> SSLCertVerificationError
object c client server_hostname="a.server.test"
peer r server cert=p256
pump c r -> SSLCertVerificationError
object d client server_hostname="server.test.evil.test"
peer s server cert=p256
pump d s -> SSLCertVerificationError
