"""An ssl module that prints while it is imported, as a careless backport might."""
from ssl import *  # noqa: F401,F403
from ssl import OPENSSL_VERSION, RAND_bytes, MemoryBIO, SSLObject, SSLSession  # noqa: F401

print("printed to stdout")
