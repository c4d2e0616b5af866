# What is behind Finished in its record is refused at once, or by the next read.
# cite: RFC 5246 section 7.4.9: nothing but application data follows
# found: target puppet, from a seed: a message said twice
object a server
puppet p client tls=1.2
p.flight
move p a
a.do_handshake -> SSLWantReadError
move a p
p.flight repeat="finished"
move p a
a.do_handshake
a.read 10      -> SSLError
