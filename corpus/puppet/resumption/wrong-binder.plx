# A PSK whose binder is wrong is refused.
# cite: RFC 8446 section 4.2.11.2

seed 1
context c server tls=1.3
object a server context=c
puppet p client
pump p a                     -> ok None
a.write b"tickets, too"      -> ok 12
move a p
p.read 100                   -> ok b"tickets, too"
object b server context=c
puppet q client session=p
q.send client_hello set={"extensions.pre_shared_key.binders.0": b"forty-eight octets that bind nothing to anything"}
move q b
b.do_handshake               -> SSLError
move b q
q.expect alert level="fatal" -> ok
