# A ticket resumes a session.
# cite: RFC 8446 section 4.6.1

seed 1
context c server tls=1.3
object a server context=c
puppet p client
pump p a                -> ok None
a.write b"tickets, too" -> ok 12
move a p
p.read 100              -> ok b"tickets, too"
object b server context=c
puppet q client session=p
pump q b                -> ok None
b.session_reused        -> ok True
q.expect certificate    -> AssertionError
