# An international name is compared by its A-label.
# cite: RFC 6125 section 6.4.2

object a client server_hostname="b\u00fccher-kva.test"
peer p server cert=idn
pump a p -> SSLCertVerificationError
object b client server_hostname="xn--bcher-kva.test"
peer q server cert=idn
pump b q -> ok None
object c client server_hostname="b\u00fccher.test"
peer r server cert=idn
pump c r -> ok None
