# A server_hostname is a str or None; other kinds lack `decode`, so AttributeError; bytes have it.
# cite: CPython Lib/ssl.py, SSLContext._encode_hostname

context c client check_hostname=False
object a client context=c server_hostname=None -> ok
object b client context=c server_hostname=5 -> AttributeError | TypeError
object d client context=c server_hostname=1.5 -> AttributeError | TypeError
object e client context=c server_hostname=b"localhost"
