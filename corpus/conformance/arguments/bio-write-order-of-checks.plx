# After write_eof the kind of argument is looked at first: TypeError, then the state.
# cite: CPython Modules/_ssl.c, _ssl_MemoryBIO_write_impl (b: Py_buffer)

bio x
x.write_eof                -> ok None
x.write "text"             -> TypeError
x.write None               -> TypeError
x.write                    -> TypeError
x.write strided(b"a1b2c3") -> BufferError
x.write bytearray(b"ok")   -> SSLError message="cannot write() after write_eof()"
x.write b""                -> SSLError message="cannot write() after write_eof()"
