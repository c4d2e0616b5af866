# Without a length up to 1024 octets are read.
# cite: CPython Lib/ssl.py, SSLObject.read(len=1024)

object a client
peer p server
pump a p               -> ok None
p.write fill(65, 3000) -> ok 3000
move p a
a.read                 -> ok fill(65, 1024)
a.read                 -> ok fill(65, 1024)
a.read                 -> ok fill(65, 952)
a.read                 -> SSLWantReadError
