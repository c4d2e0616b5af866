# After 2075 nothing is valid any more: GeneralizedTime is read, and beyond 32 bits.
# cite: RFC 5280 section 4.1.2.5.2
# cite: RFC 5280 section 6.1.3 (a)(2)

clock 3313526400  # 2075-01-01
clock 3400000000  # 2077
object a client
peer p server
pump a p -> SSLCertVerificationError verify_code=10
