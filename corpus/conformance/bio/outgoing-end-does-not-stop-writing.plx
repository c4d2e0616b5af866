# write_eof on the outgoing side does not stop the object from writing there.
# cite: CPython Modules/_ssl.c, memory_bio_eof: asks the library what is pending

object a client
a.out.write_eof  -> ok None
a.out.eof        -> ok True
a.do_handshake   -> SSLWantReadError
a.out.eof        -> ok False  # there is a ClientHello in it
a.out.write b"x" -> SSLError message="cannot write() after write_eof()"
a.out.read
a.out.eof        -> ok True
