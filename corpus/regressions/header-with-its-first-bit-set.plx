# A record whose type has its first bit set and whose third octet is 1: the header of a ClientHello in the form of SSL 2.0, or none.
# cite: RFC 5246 appendix E.2: a server MAY take such a ClientHello
# found: target server_stream, from a seed: an octet changed

object a server tls=1.2-1.3
a.in.write b"\xb8\x03\x01\x00\x00"
a.do_handshake
