# The peer says bad_record_mac; the subject hears it once, then the stream is over.
# cite: RFC 8446 section 6

object a server tls=1.3
peer p client
pump a p          -> ok None
a.write b"spoilt" -> ok 6
move a p flip=-1
p.read 100        -> SSLError
move p a
a.read 100        -> SSLError reason="SSLV3_ALERT_BAD_RECORD_MAC"
a.read 100        -> ok b""
a.write b"x"      -> SSLZeroReturnError
a.unwrap          -> SSLError
a.version         -> ok None
