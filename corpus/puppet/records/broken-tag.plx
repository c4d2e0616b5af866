# A record whose tag is wrong is refused, and what it would have said is not read.
# cite: RFC 8446 section 5.2

seed 1
object a server
puppet p client
pump p a   -> ok None
p.send application_data data=b"altered on the way" tag="broken"
move p a
a.read 100 -> SSLError
move a p
p.expect alert level="fatal" description="bad_record_mac" -> ok
