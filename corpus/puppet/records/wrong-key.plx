# A record under another key is refused.
# cite: RFC 8446 section 5.2

seed 1
object a client
puppet p server
pump a p   -> ok None
p.send application_data data=b"whose key is this?" key="wrong"
move p a
a.read 100 -> SSLError
move a p
p.expect alert level="fatal" description="bad_record_mac" -> ok
