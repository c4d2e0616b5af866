# What a MemoryBIO does not have is an AttributeError.
# cite: Python docs, ssl.MemoryBIO

bio x
x.do_handshake -> AttributeError
x.version      -> AttributeError
x.unwrap       -> AttributeError
