# The certificate of 2060 is well in 2061, beyond 2038 and 2050.
# cite: RFC 5280 section 4.1.2.5.2

clock 2871763200  # 2061-01-01
object a client
peer p server cert=not-yet-valid
pump a p -> ok None
