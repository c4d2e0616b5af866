# The callback uses another connection.
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

object b client tls=1.3
peer q server
pump b q   -> ok None
context s server tls=1.3
on s.sni { b.write b"from within"; return None }
object a server context=s
peer p client
pump a p   -> ok None
move b q
q.read 100 -> ok b"from within"
