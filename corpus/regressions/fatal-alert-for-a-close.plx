# unwrap() waits for the peer's close_notify; a fatal alert in its place is an error. OpenSSL's SSL_shutdown takes it for the close.
# cite: RFC 8446 section 6.1: close_notify notifies the recipient that the sender will not send any more; RFC 8446 section 6.2
# found: target puppet, as a break of unwrap-needs-the-peers-close
object a client
puppet p server
pump p a
p.send alert level="fatal" description="bad_record_mac"
move p a
a.unwrap
