# A session offered under other names: one that the certificate has, and one that it has not.
# cite: Python docs, ssl.SSLSession
# cite: A client that finishes under check_hostname had a name that matches
# sentence: python-ssl.SSLSocket.session-002 MUST

context c client tls=1.2
object a client context=c
peer p server tls=1.2
pump a p -> ok None
let s = a.session
object b client context=c session=s server_hostname="server.test"
peer q server context=p.context
pump b q -> ok None
b.session_reused
object d client context=c session=s server_hostname="other.test"
peer r server context=p.context
# Python up to 3.13 checks no name when it resumes: a rule of its own watches this.
pump d r
d.session_reused
