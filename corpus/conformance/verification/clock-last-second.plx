# notAfter itself is still within.
# cite: RFC 5280 section 4.1.2.5: inclusive

clock 1738367999  # 2025-01-31 23:59:59
object a client
peer p server cert=expired
pump a p -> ok None
clock 1738368001  # 2025-02-01 00:00:01
object b client
peer q server cert=expired
pump b q -> SSLCertVerificationError verify_code=10
