# A name that ends with one dot is accepted and kept as it is.
# cite: CPython Lib/encodings/idna.py: a trailing dot stays
# cite: RFC 6066 section 3

object a client server_hostname="localhost." -> ok
a.server_hostname                            -> ok "localhost."
