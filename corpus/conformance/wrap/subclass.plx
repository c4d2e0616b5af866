# A subclass of SSLObject may be made, and behaves as the class does.
# cite: Python docs, ssl.SSLContext.sslobject_class

object a client class=subclass -> ok
a.server_side                  -> ok False
peer p server
pump a p                       -> ok None
a.write b"hello"               -> ok 5
move a p
p.read 100                     -> ok b"hello"
