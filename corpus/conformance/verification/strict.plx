# VERIFY_X509_STRICT accepts certificates that keep to RFC 5280.
# cite: Python docs, ssl.VERIFY_X509_STRICT; RFC 5280 section 4

object a client verify_flags=32800
peer p server
pump a p -> ok None
object b client verify_flags=32800
peer q server cert=chain
pump b q -> ok None
