# A certificate for localhost, NUL, .evil.test is not one for localhost.
# cite: CVE-2009-2408; CVE-2013-4238

object a client server_hostname="localhost"
peer p server cert=nul-in-name
pump a p -> SSLCertVerificationError
