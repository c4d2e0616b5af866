"""The interpreter's ssl module with small bugs, which parity must find."""
import ssl
from ssl import *  # noqa: F401,F403

HAS_SNI = "yes"


class SSLContext(ssl.SSLContext):
    def set_ciphers(self, ciphers):
        ssl.SSLContext.set_ciphers(self, ciphers or "ALL")


def DER_cert_to_PEM_cert(octets):
    return ssl.DER_cert_to_PEM_cert(octets).rstrip("\n")
