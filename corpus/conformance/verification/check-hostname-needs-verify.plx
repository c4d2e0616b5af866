# check_hostname does not go with verify=none.
# cite: Python docs, ssl.SSLContext.check_hostname

object a client check_hostname=True verify=optional -> ok
object b client check_hostname=False verify=none
b.context.check_hostname -> ok False
b.context.verify_mode    -> ok
