# A name that begins with a dot is refused.
# cite: Python docs, ssl.SSLContext.wrap_bio
# cite: CPython Lib/encodings/idna.py: label empty or too long
# sentence: python-ssl.SSLObject-002 MUST

object a client server_hostname=".localhost" -> UnicodeError | UnicodeEncodeError | ValueError
object b client server_hostname="."          -> UnicodeError | UnicodeEncodeError | ValueError
