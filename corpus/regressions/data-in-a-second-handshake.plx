# Data that arrive while a client that was asked for a second handshake waits for its answer are read.
# found: target puppet, as a break of no-data-before-the-handshake
object a client tls=1.2
puppet p server tls=1.2
pump p a -> ok None
p.send hello_request
p.send application_data data=b"between"
move p a
a.read 100
move a p
