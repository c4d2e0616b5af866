# do_handshake after the stream ended without close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.do_handshake

object a client tls=1.2
peer p server
pump a p
a.in.write_eof
a.read 100 -> SSLError | SSLEOFError
# SSLSyscallError: 3.7 to 3.12; SSLEOFError: 3.13
a.do_handshake -> SSLSyscallError | SSLEOFError
a.do_handshake -> SSLSyscallError | SSLEOFError

object b client tls=1.3
peer q server
pump b q
b.in.write_eof
b.read 100     -> SSLError | SSLEOFError
b.do_handshake -> SSLSyscallError | SSLEOFError
b.do_handshake -> SSLSyscallError | SSLEOFError

object c server tls=1.2
peer r client
pump c r
c.in.write_eof
c.read 100     -> SSLError | SSLEOFError
c.do_handshake -> SSLSyscallError | SSLEOFError
c.do_handshake -> SSLSyscallError | SSLEOFError

object d server tls=1.3
peer s client
pump d s
d.in.write_eof
d.read 100     -> SSLError | SSLEOFError
d.do_handshake -> SSLSyscallError | SSLEOFError
d.do_handshake -> SSLSyscallError | SSLEOFError
