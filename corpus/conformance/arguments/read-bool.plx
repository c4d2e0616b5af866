# True reads one octet, False none.
# cite: Python language reference, 3.2: bool is a subtype of int

object a client
peer p server
pump a p -> ok None

p.write b"data" -> ok 4
move p a
a.read True     -> ok b"d"
a.read False    -> ok b""
a.read 10       -> ok b"ata"
