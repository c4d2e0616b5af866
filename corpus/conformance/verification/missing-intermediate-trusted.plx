# A client that trusts the intermediate and allows partial chains needs nothing more.
# cite: Python docs, ssl.VERIFY_X509_PARTIAL_CHAIN

object a client ca=intermediate verify_flags=524288
peer p server cert=chain
pump a p -> ok None
