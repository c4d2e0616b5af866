# A name with an empty label is refused.
# cite: CPython Lib/encodings/idna.py: label empty or too long

object a client server_hostname="a..b"  -> UnicodeError | UnicodeEncodeError
object b client server_hostname="a.b.." -> UnicodeError | UnicodeEncodeError
