# Only a MemoryBIO can be a buffer of an object.
# cite: CPython Modules/_ssl.c, _ssl__SSLContext__wrap_bio_impl: PySSLMemoryBIO_Type

let n = 5
let t = "text"
let b = bytearray(10)
context c client
object a client context=c in=n  -> TypeError
object b2 client context=c in=t -> TypeError
object d client context=c out=b -> TypeError
object e client context=c in=c  -> TypeError
object f client context=c       -> ok
