# A record that comes twice is refused the second time.
# cite: RFC 8446 section 5.3

seed 1
object a server tls=1.3
puppet p client
pump p a   -> ok None
p.send application_data data=b"once" copies=2
move p a
a.read 4   -> ok b"once"
a.read 100 -> SSLError
