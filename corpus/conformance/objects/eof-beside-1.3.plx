# The stream of one ends; the other goes on.
# cite: What happens to one object never shows in another

object a server tls=1.3
peer p client
pump a p -> ok None
object b server tls=1.3
peer q client
pump b q -> ok None
b.in.write_eof
# SSLError: 3.7 to 3.9, 3.11.2; SSLEOFError: 3.10, 3.11 on
b.read 100 -> SSLError | SSLEOFError
a.read 100 -> SSLWantReadError
p.write b"fine"
move p a
a.read 100 -> ok b"fine"
