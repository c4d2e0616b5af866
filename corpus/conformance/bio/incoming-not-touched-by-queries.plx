# Asking an object about itself takes nothing out of its incoming buffer.
# cite: Python docs, ssl.SSLObject; ssl.MemoryBIO.pending
# sentence: python-ssl.MemoryBIO.pending-001 MUST

object a client
a.do_handshake           -> SSLWantReadError
a.in.write b"\x16\x03"   -> ok 2
a.pending                -> ok 0
a.version                -> ok None
a.selected_alpn_protocol -> ok None
a.read 0                 -> ok b""
a.in.pending             -> ok 2
a.in.read                -> ok b"\x16\x03"
