# Without verification the certificate is there in DER, and as an empty dict.
# cite: Python docs, ssl.SSLSocket.getpeercert

object a client verify=none check_hostname=False
peer p server
pump a p           -> ok None
a.getpeercert      -> ok {}
a.getpeercert True -> ok
