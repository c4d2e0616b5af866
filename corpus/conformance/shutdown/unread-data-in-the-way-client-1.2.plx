# unwrap with application data unread fails, and the object is dead.
# cite: Python docs, ssl.SSLSocket.unwrap
# cite: OpenSSL, SSL_shutdown
# sentence: python-ssl.SSLSocket.unwrap-001 MUST

object a client tls=1.2
peer p server
pump a p -> ok None
p.write b"unread"
p.unwrap
move p a
a.unwrap -> SSLError
# SSLSyscallError: 3.7 to 3.9; SSLEOFError: 3.10 on
a.read 100   -> SSLSyscallError | SSLEOFError
a.write b"x" -> SSLError
a.version    -> ok None
