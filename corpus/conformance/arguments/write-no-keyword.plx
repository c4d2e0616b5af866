# data has a name in SSLObject.write, b has not.
# cite: CPython Lib/ssl.py, SSLObject.write(data)

object a client
peer p server
pump a p -> ok None

a.write data=b"abc" -> ok 3
a.write b=b"abc"    -> TypeError
a.write b"a" b"b"   -> TypeError
