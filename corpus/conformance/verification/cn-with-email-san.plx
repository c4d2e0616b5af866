# The common name beside a subjectAltName without DNS names: libraries differ.
# cite: RFC 6125 section 6.4.4; Python docs, ssl.SSLContext.hostname_checks_common_name

object a client server_hostname="localhost"
peer p server cert=cn-email-san
pump a p -> SSLCertVerificationError | ok None
