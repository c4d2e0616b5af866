# Without any subjectAltName Python still looks at the common name; others need not.
# cite: Python docs, ssl.SSLContext.hostname_checks_common_name; RFC 6125 section 6.4.4

object a client server_hostname="localhost"
peer p server cert=cn-only
pump a p -> SSLCertVerificationError | ok None
