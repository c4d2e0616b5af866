# A label of 63 octets is accepted, one of 64 refused.
# cite: RFC 1035 section 2.3.4
# cite: CPython Lib/encodings/idna.py: label too long

object a client server_hostname="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.test" -> ok
object b client server_hostname="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.test" -> UnicodeError | UnicodeEncodeError
