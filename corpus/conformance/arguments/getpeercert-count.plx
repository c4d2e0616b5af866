# getpeercert takes one argument, called binary_form.
# cite: Python docs, ssl.SSLSocket.getpeercert(binary_form=False)

object a client
peer p server
pump a p -> ok None

a.getpeercert True True   -> TypeError
a.getpeercert binary=True -> TypeError
