# On a client optional is as good as required: a server always sends a certificate.
# cite: Python docs, ssl.CERT_OPTIONAL

object a client verify=optional check_hostname=False
peer p server
pump a p -> ok None
object b client verify=optional check_hostname=False
peer q server cert=unknown-ca
pump b q -> SSLCertVerificationError verify_code=20
