"""What the backport's tests share: contexts of the test PKI, and pairs of connections in memory.

PEP546_FORM names the form under test, native by default; PARALLAX_PKI is the folder of the test PKI.
"""
import os
import ssl

import pep546

FORM = os.environ.get("PEP546_FORM", "native")
PKI = os.environ["PARALLAX_PKI"]
assert pep546.install(FORM) == FORM


def pki(name):
    return os.path.join(PKI, name)


def server_context(certificate="p256", authority=None, protocol=ssl.PROTOCOL_TLS):
    context = ssl.SSLContext(protocol)
    context.load_cert_chain(pki(certificate + ".pem"), pki(certificate + ".key"))
    if authority is not None:
        context.load_verify_locations(pki(authority + ".pem"))
        context.verify_mode = ssl.CERT_REQUIRED
    return context


def client_context(authority="root", certificate=None, protocol=ssl.PROTOCOL_TLS):
    context = ssl.SSLContext(protocol)
    if authority is not None:
        context.load_verify_locations(pki(authority + ".pem"))
        context.verify_mode = ssl.CERT_REQUIRED
        context.check_hostname = True
    if certificate is not None:
        context.load_cert_chain(pki(certificate + ".pem"), pki(certificate + ".key"))
    return context


TLS12 = ssl.OP_NO_TLSv1_3  # options that leave TLS 1.2 as the highest version


class Pair(object):
    """A client and a server, each one's outgoing BIO the other's incoming."""

    def __init__(self, client=None, server=None, hostname="localhost", session=None, options=0):
        self.client_context = client or client_context()
        self.server_context = server or server_context()
        self.client_context.options |= options
        self.to_client, self.to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.client = self.client_context.wrap_bio(
            self.to_client, self.to_server, server_hostname=hostname, session=session)
        self.server = self.server_context.wrap_bio(
            self.to_server, self.to_client, server_side=True)

    def handshake(self):
        """Both handshakes to their end, tickets read; raises what either raises."""
        done = set()
        for _ in range(10):
            for end in (self.client, self.server):
                if end in done:
                    continue
                try:
                    end.do_handshake()
                    done.add(end)
                except ssl.SSLWantReadError:
                    pass
            if len(done) == 2:
                try:
                    self.client.read(0)
                    self.client.read(1)
                except ssl.SSLWantReadError:
                    pass
                return self
        raise AssertionError("the handshake does not end")


def error_of(test, kind, call, *arguments, **keywords):
    """The exception of exactly that class that the call raises."""
    try:
        result = call(*arguments, **keywords)
    except Exception as error:
        test.assertIs(type(error), kind, "%s: %s" % (type(error).__name__, error))
        return error
    test.fail("%r instead of %s" % (result, kind.__name__))
