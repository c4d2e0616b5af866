# An IP address is accepted as a name.
# cite: Python docs, ssl.SSLContext.check_hostname: IP addresses

object a client server_hostname="127.0.0.1" -> ok
a.server_hostname                           -> ok "127.0.0.1"
object b client server_hostname="::1"       -> ok
b.server_hostname                           -> ok "::1"
object c client server_hostname="2001:DB8::7" -> ok
c.server_hostname                           -> ok "2001:DB8::7"
