# Empty records of application data mean nothing and are allowed.
# cite: RFC 8446 section 5.1

seed 1
object a server tls=1.3
puppet p client
pump p a            -> ok None
p.send application_data
p.write b"after it" -> ok 8
move p a
a.read 100          -> ok b"after it"
