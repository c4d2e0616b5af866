# An object that failed cannot be closed.
# cite: Python docs, ssl.SSLSocket.unwrap
# sentence: python-ssl.SSLSocket.unwrap-001 MUST

object a client tls=1.3
peer p server
pump a p   -> ok None
p.write b"spoilt"
move p a flip=-1
a.read 100 -> SSLError
a.unwrap   -> SSLError
a.unwrap   -> SSLError
