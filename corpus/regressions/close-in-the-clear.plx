# close_notify without encryption, after a server's flight in TLS 1.3.
# cite: RFC 8446 section 6: alerts are encrypted as the connection's state says; section 5.2
# found: target server_stream

object a server tls=1.3
puppet p client tls=1.3
p.send client_hello
move p a
a.do_handshake
move a p
p.send alert level="warning" description="close_notify" epoch="plain"
move p a
a.do_handshake
a.out.read
