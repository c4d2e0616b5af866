# Without verification the certificate is there in DER, and as an empty dict.
# cite: Python docs, ssl.SSLSocket.getpeercert
# sentence: python-ssl.SSLSocket.getpeercert-003 MUST
# sentence: python-ssl.SSLSocket.getpeercert-004 MUST

object a client verify=none check_hostname=False
peer p server
pump a p           -> ok None
a.getpeercert      -> ok {}
a.getpeercert True -> ok
