# A name with a NUL in it is refused: it would end early in C.
# cite: CPython Modules/_ssl.c, _ssl__SSLContext__wrap_bio_impl: "et" refuses NUL
# cite: CVE-2013-4238

object a client server_hostname="localhost\x00.evil.test" -> TypeError | ValueError
object b client check_hostname=False server_hostname="\x00" -> TypeError | ValueError
