# A fatal alert under the keys ends the connection.
# cite: RFC 8446 section 6.2

seed 1
object a server tls=1.3
puppet p client
pump p a   -> ok None
p.send alert level="fatal" description="internal_error"
move p a
a.read 100 -> SSLError
