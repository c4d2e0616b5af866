# The header alone of a handshake message that no server waits for.
# cite: RFC 8446 section 4: a message in the wrong order MUST be answered with unexpected_message
# found: target server_stream, from a seed: a type changed

object a server tls=1.2-1.3
a.in.write b"\x16\x03\x01\x00\x04\x0e\x00\x10\x00"
a.do_handshake
