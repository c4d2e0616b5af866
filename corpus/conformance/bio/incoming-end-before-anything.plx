# An object whose incoming side ends before the first octet fails; it does not wait.
# cite: Python docs, ssl.SSLEOFError
# cite: PEP 546
# sentence: python-ssl.SSLObject-005 MUST

object a client
a.in.write_eof -> ok None
a.in.eof       -> ok True
a.do_handshake -> SSLEOFError | SSLError  # SSLError up to 3.9 and 3.11.2
a.in.eof       -> ok True
a.version      -> ok None
