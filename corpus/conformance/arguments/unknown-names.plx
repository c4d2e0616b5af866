# A name that was never made is a NameError in the language.
# cite: docs/protocol.md

bio x
drop x
x.read       -> NameError
x.write b"a" -> NameError
