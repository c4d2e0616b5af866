# Application data in the clear is refused once there are keys.
# cite: RFC 8446 section 5

seed 1
object a server tls=1.3
puppet p client
pump p a   -> ok None
p.send application_data data=b"anyone could have said this" epoch="plain"
move p a
a.read 100 -> SSLError
