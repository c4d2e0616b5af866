# Without check_hostname an object needs no name, and has none.
# cite: Python docs, ssl.SSLContext.check_hostname

context c client check_hostname=False
object a client context=c server_hostname=None -> ok
a.server_hostname -> ok None
object b client context=c server_hostname="elsewhere.test" -> ok
b.server_hostname -> ok "elsewhere.test"
