# After a KeyUpdate, what follows is read under the new key.
# cite: RFC 8446 section 4.6.3

seed 1
object a server tls=1.3
puppet p client
pump p a                      -> ok None
p.send key_update
p.write b"under the next key" -> ok 18
move p a
a.read 100                    -> ok b"under the next key"
