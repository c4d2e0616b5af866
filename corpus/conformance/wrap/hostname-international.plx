# A name in another script becomes its A-label, also to the getter (from 3.7 on).
# cite: Python docs, ssl, changed in 3.7: internationalized domain names
# cite: RFC 5890 section 2.3.2.1

object a client server_hostname="b\u00fccher.test" -> ok
a.server_hostname -> ok "xn--bcher-kva.test" | ok "b\u00fccher.test"  # the U-label up to 3.6
object b client server_hostname="xn--bcher-kva.test" -> ok
b.server_hostname -> ok "xn--bcher-kva.test" | ok "b\u00fccher.test"
