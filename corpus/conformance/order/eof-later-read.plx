# read after the stream ended without close_notify, by role and version.
# cite: Python docs, ssl.SSLObject; ssl.SSLSocket.read
# sentence: python-ssl.SSLObject-005 MUST

object a client tls=1.2
peer p server
pump a p
a.in.write_eof
a.read 100 -> SSLError | SSLEOFError
# SSLSyscallError: 3.7 to 3.9; SSLEOFError: 3.10 on
a.read 100 -> SSLSyscallError | SSLEOFError
a.read 100 -> SSLSyscallError | SSLEOFError

object b client tls=1.3
peer q server
pump b q
b.in.write_eof
b.read 100 -> SSLError | SSLEOFError
b.read 100 -> SSLSyscallError | SSLEOFError
b.read 100 -> SSLSyscallError | SSLEOFError

object c server tls=1.2
peer r client
pump c r
c.in.write_eof
c.read 100 -> SSLError | SSLEOFError
c.read 100 -> SSLSyscallError | SSLEOFError
c.read 100 -> SSLSyscallError | SSLEOFError

object d server tls=1.3
peer s client
pump d s
d.in.write_eof
d.read 100 -> SSLError | SSLEOFError
d.read 100 -> SSLSyscallError | SSLEOFError
d.read 100 -> SSLSyscallError | SSLEOFError
