# Data between ChangeCipherSpec and Finished are refused, and what OpenSSL's pending() counts of them is no acceptance.
# found: target puppet, as a break of no-data-before-the-handshake
object a client tls=1.2
puppet p server tls=1.2
a.do_handshake -> SSLWantReadError
move a p
p.flight
move p a
a.do_handshake -> SSLWantReadError
move a p
p.send change_cipher_spec
p.send application_data data=b"too early"
move p a
a.read 100     -> SSLError
move a p
