# A ServerHello of TLS 1.2 whose random is that of a HelloRetryRequest.
# cite: RFC 8446 section 4.1.3: implementations MUST first examine the random, and process a match as section 4.1.4 describes
# found: target client_stream, from a seed: the random of another message brought in

object a client tls=1.2-1.3
a.do_handshake
a.in.write b"\x16\x03\x03\x00;\x02\x00\x007\x03\x03\xcf!\xadt\xe5\x9aa\x11\xbe\x1d\x8c\x02\x1ee\xb8\x91\xc2\xa2\x11\x16z\xbb\x8c^\x07\x9e\t\xe2\xc8\xa83\x9c\x00\xc0+\x00\x00\x0f\xff\x01\x00\x01\x00\x00\x0b\x00\x02\x01\x00\x00\x17\x00\x00"
a.do_handshake
