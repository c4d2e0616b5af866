# True is 1 and False is 0.
# cite: Python language reference, 3.2: bool is a subtype of int

bio x
x.write b"abc" -> ok 3
x.read True    -> ok b"a"
x.read False   -> ok b""
x.pending      -> ok 2
