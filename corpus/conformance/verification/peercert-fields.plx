# getpeercert gives the subject, the issuer, dates, serial number and names.
# cite: Python docs, ssl.SSLSocket.getpeercert
# sentence: python-ssl.SSLSocket.getpeercert-004 MUST

object a client
peer p server
pump a p                       -> ok None
a.getpeercert                  -> ok
a.getpeercert False            -> ok
a.getpeercert binary_form=True -> ok
