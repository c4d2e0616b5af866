# binary_form is a matter of truth, whatever its type.
# cite: Python docs, ssl.SSLSocket.getpeercert(binary_form=False)
# sentence: python-ssl.SSLSocket.getpeercert-004 MUST

object a client
peer p server
pump a p -> ok None

a.getpeercert 1             -> ok
a.getpeercert 0             -> ok
a.getpeercert True          -> ok
a.getpeercert False         -> ok
a.getpeercert None          -> ok
a.getpeercert ""            -> ok
a.getpeercert "no"          -> ok
a.getpeercert []            -> ok
a.getpeercert b"x"          -> ok
a.getpeercert 2.5           -> ok
a.getpeercert binary_form=1 -> ok
