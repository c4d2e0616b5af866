# Before 2025 nothing is valid yet.
# cite: RFC 5280 section 6.1.3 (a)(2)

clock 1700000000  # 2023-11-14
object a client
peer p server
pump a p -> SSLCertVerificationError verify_code=9
