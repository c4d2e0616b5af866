# The certificate that has expired was well in its time.
# cite: RFC 5280 section 6.1.3 (a)(2)

clock 1736467200  # 2025-01-10
object a client
peer p server cert=expired
pump a p -> ok None
