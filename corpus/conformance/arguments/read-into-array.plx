# An array is filled by octets: its length counts in octets, not in items.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client
peer p server
pump a p -> ok None

p.write b"\x01\x00\x00\x00\x02\x00\x00\x00" -> ok 8
move p a
let b = array("i", [7, 7])
a.read 100 b                                -> ok 8
show b
