# The stream ends instead of an answering close_notify.
# cite: Python docs, ssl.SSLSocket.unwrap
# sentence: python-ssl.SSLSocket.unwrap-001 MUST

object a server tls=1.2
peer p client
pump a p -> ok None
a.unwrap -> SSLWantReadError
a.in.write_eof
# SSLError: 3.7 to 3.9, 3.11.2; SSLEOFError: 3.10, 3.11 on
a.unwrap -> SSLError | SSLEOFError
a.unwrap -> SSLError
