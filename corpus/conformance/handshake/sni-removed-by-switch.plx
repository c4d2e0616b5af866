# The callback of the second context is not called after a switch.
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context one server cert=sni1
context two server cert=sni2
on one.sni { a.context = two; return None }
on two.sni { return 112 }
object a server context=one
peer p client server_hostname="sni2.test"
pump a p -> ok None
