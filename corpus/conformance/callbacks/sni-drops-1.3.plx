# The callback drops the script's name of the context it belongs to.
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server tls=1.3
object a server context=s
on s.sni { drop s; collect; return None }
peer p client
pump a p  -> ok None
a.version -> ok "TLSv1.3"
