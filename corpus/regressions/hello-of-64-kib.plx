# A ClientHello that says it is 64 KiB long is refused at its header, or waited for.
# cite: RFC 8446 section 4: a handshake message may have 2^24-1 octets; limits are each library's own
# found: target server_stream, from a seed: one octet of the length changed

object a server tls=1.2-1.3
a.in.write b"\x16\x03\x01\x00\x04\x01\x01\x00\x00" -> ok 9
a.do_handshake
