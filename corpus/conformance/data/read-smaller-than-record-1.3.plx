# Reads smaller than the record empty it in order; pending says what is left.
# cite: Python docs, ssl.SSLSocket.pending
# cite: Python docs, ssl.SSLSocket.read
# sentence: python-ssl.SSLSocket.pending-001 MUST
# sentence: python-ssl.SSLSocket.read-003 MUST
# sentence: python-ssl.SSLSocket.read-001 MUST

object a server tls=1.3
peer p client
pump a p  -> ok None
p.write b"abcdefghij"
move p a
a.pending -> ok 0
a.read 1  -> ok b"a"
a.pending -> ok 9
a.read 4  -> ok b"bcde"
a.pending -> ok 5
a.read 0  -> ok b""
a.pending -> ok 5
a.read 5  -> ok b"fghij"
a.pending -> ok 0
a.read 5  -> SSLWantReadError
