# A KeyUpdate that asks for one is answered before the next application data.
# cite: RFC 8446 section 4.6.3

seed 1
object a server tls=1.3
puppet p client
pump p a            -> ok None
p.send key_update request_update="update_requested"
move p a
a.read 100          -> SSLWantReadError
a.write b"answered" -> ok 8
move a p
p.expect key_update -> ok None
p.read 100          -> ok b"answered"
