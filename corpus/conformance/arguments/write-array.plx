# An array counts by octets, not by items.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_write_impl

object a client
peer p server
pump a p -> ok None

a.write array("i", [1, 2, 3])  -> ok 12
a.write array("d", [0.5, 1.5]) -> ok 16
move a p
p.read 4                       -> ok b"\x01\x00\x00\x00"
