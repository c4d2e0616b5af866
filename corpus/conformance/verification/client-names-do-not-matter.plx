# A server does not look at a client's names.
# cite: Python docs, ssl.SSLContext.check_hostname: clients

object a server verify=required ca=root
peer p client cert=wrong-name
pump a p      -> ok None
object b server verify=required ca=root
peer q client cert=client-p256
pump b q      -> ok None
b.getpeercert -> ok
