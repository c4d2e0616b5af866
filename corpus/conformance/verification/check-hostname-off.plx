# Without check_hostname any name will do, but not any authority.
# cite: Python docs, ssl.SSLContext.check_hostname
# sentence: python-ssl.SSLSocket.do_handshake-002 MUST

object a client check_hostname=False
peer p server cert=wrong-name
pump a p -> ok None
object b client check_hostname=False
peer q server cert=unknown-ca
pump b q -> SSLCertVerificationError verify_code=20
