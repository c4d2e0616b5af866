# session=None is the same as none given.
# cite: Python docs, ssl.SSLContext.wrap_bio
# sentence: python-ssl.SSLObject-002 MUST

object a client session=None -> ok
a.session                    -> ok None
peer p server
pump a p                     -> ok None
a.session_reused             -> ok False
