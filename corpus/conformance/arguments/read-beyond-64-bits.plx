# A length of 2**63 or more does not fit anything.
# cite: CPython Modules/_ssl.c, _ssl__SSLSocket_read_impl

object a client
peer p server
pump a p -> ok None

a.read 9223372036854775808  -> OverflowError
a.read 36893488147419103232 -> OverflowError
a.read -9223372036854775809 -> OverflowError
a.read 9223372036854775807  -> OverflowError | MemoryError
a.write b"still well"       -> ok 10
