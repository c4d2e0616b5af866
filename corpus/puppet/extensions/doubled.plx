# No extension may come twice in a ClientHello.
# cite: RFC 8446 section 4.2

seed 1
object a server tls=1.3
puppet p client
p.send client_hello double="extensions.supported_groups"
move p a
a.do_handshake               -> SSLError
move a p
p.expect alert level="fatal" -> ok
