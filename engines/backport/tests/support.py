"""What the tests share: the form under test, contexts, a pair of objects and the way between them.

    python2.7 TEST.py ctypes|native [unittest ARGUMENTS ...]
"""
from __future__ import print_function

import os
import ssl
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.environ.get("PEP546_PATH", os.path.dirname(HERE)))
PKI = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(HERE))), "corpus", "pki")


def install():
    """Installs the form of the command line; "built-in" on a Python 3, which needs none."""
    form = sys.argv.pop(1) if len(sys.argv) > 1 and sys.argv[1] in ("ctypes", "native", "built-in") else None
    import pep546
    return pep546.install(None if form == "built-in" else form)


FORM = install()


SERVER = getattr(ssl, "PROTOCOL_TLS_SERVER", ssl.PROTOCOL_SSLv23)
CLIENT = getattr(ssl, "PROTOCOL_TLS_CLIENT", ssl.PROTOCOL_SSLv23)


def pki(name):
    return os.path.join(PKI, name)


def server_context(cert="p256", **more):
    context = ssl.SSLContext(SERVER)
    context.load_cert_chain(pki(cert + ".pem"), pki(cert + ".key"))
    return changed(context, **more)


def client_context(**more):
    context = ssl.SSLContext(CLIENT)
    context.load_verify_locations(pki("root.pem"))
    context.verify_mode = ssl.CERT_REQUIRED
    context.check_hostname = True
    return changed(context, **more)


def changed(context, version=None, alpn=None):
    """`version`: "1.2" leaves TLS 1.3 out."""
    if version == "1.2":
        context.options |= ssl.OP_NO_TLSv1_3
    if alpn:
        context.set_alpn_protocols(alpn)
    return context


class Pair(object):
    """A client and a server, and the four BIOs between them."""

    def __init__(self, client=None, server=None, server_hostname="localhost", session=None):
        self.client_context, self.server_context = client or client_context(), server or server_context()
        self.to_client, self.from_client, self.to_server, self.from_server = [ssl.MemoryBIO() for _ in range(4)]
        self.client = self.client_context.wrap_bio(self.to_client, self.from_client, server_hostname=server_hostname,
                                                   session=session)
        self.server = self.server_context.wrap_bio(self.to_server, self.from_server, server_side=True)

    def move(self):
        """Carries what is there both ways; how much it was."""
        up, down = self.from_client.read(), self.from_server.read()
        if up:
            self.to_server.write(up)
        if down:
            self.to_client.write(down)
        return len(up) + len(down)

    def handshake(self):
        """Shakes hands to the end, and raises what either side does, alerts delivered."""
        error = None
        while True:
            for end in (self.client, self.server):
                try:
                    end.do_handshake()
                except ssl.SSLWantReadError:
                    pass
                except ssl.SSLError as raised:
                    error = error or raised
            if not self.move():
                break
        if error is not None:
            raise error
        return self


def main():
    unittest.main(module="__main__")
