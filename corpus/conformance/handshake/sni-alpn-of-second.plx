# ALPN after a switch is chosen from the new context.
# cite: Python docs, ssl.SSLContext.sni_callback
# cite: RFC 7301 section 3.2
# sentence: python-ssl.SSLObject-007 MUST

context one server cert=sni1 alpn=h2
context two server cert=sni2 alpn=http/1.1
on one.sni { a.context = two; return None }
object a server context=one
peer p client server_hostname="sni2.test" alpn=h2,http/1.1
pump a p                 -> ok None
a.selected_alpn_protocol -> ok "http/1.1"
