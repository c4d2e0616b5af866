# context gives the context that the object was made from.
# cite: Python docs, ssl.SSLObject: context

context c client check_hostname=False
object a client context=c
a.context                -> ok
a.context.check_hostname -> ok False
