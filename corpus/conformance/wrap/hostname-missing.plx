# Without a server_hostname an object is made even under check_hostname, and no name is checked:
# SSLSocket refuses that with ValueError, wrap_bio does not (3.6 refuses it in the handshake).
# cite: Python docs, ssl.SSLContext.check_hostname
# cite: CPython Lib/ssl.py, SSLObject._create against SSLSocket._create

context c client check_hostname=True
object a client context=c server_hostname=None -> ok
a.server_hostname -> ok None
peer p server cert=wrong-name
pump a p          -> ok None | ValueError
