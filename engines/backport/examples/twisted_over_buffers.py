"""Twisted's own TLS (twisted.protocols.tls) over MemoryBIO, without pyOpenSSL: a server and clients in one reactor.

    python2.7 twisted_over_buffers.py FOLDER-OF-CERTIFICATES

TLSMemoryBIOProtocol, which all of Twisted's TLS goes through since 11.1, asks ten methods of pyOpenSSL's Connection
and catches three of its exceptions. `Connection` here has the ten over an SSLObject and its two MemoryBIOs, and the
exceptions are ssl's own; both stand in for the module OpenSSL.SSL, so that Twisted is used as it is. Prints what
came over a connection that is TLS from the start, one that became so (startTLS), TLS in TLS, and one to another CA.
"""
from __future__ import print_function

import os
import ssl
import sys
import types

if not hasattr(ssl, "MemoryBIO"):
    import pep546
    pep546.install()


class Connection(object):
    """What twisted.protocols.tls uses of OpenSSL.SSL.Connection."""

    def __init__(self, context, server_hostname=None):
        self.context, self.server_hostname, self.tls = context, server_hostname, None
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()

    def _wrap(self, server_side):
        self.tls = self.context.wrap_bio(self.incoming, self.outgoing, server_side=server_side,
                                         server_hostname=self.server_hostname)

    def set_connect_state(self):
        self._wrap(False)

    def set_accept_state(self):
        self._wrap(True)

    def get_context(self):
        return self.context

    def bio_write(self, data):
        return self.incoming.write(data)

    def bio_read(self, size):
        data = self.outgoing.read(size)
        if not data:
            raise ssl.SSLWantReadError(ssl.SSL_ERROR_WANT_READ, "nothing to send")
        return data

    def bio_shutdown(self):
        self.incoming.write_eof()

    def do_handshake(self):
        self.tls.do_handshake()

    def send(self, data):
        return self.tls.write(data)

    def recv(self, size):
        try:
            data = self.tls.read(size)
        except ssl.SSLEOFError:
            raise ssl.SSLError(-1, "Unexpected EOF")  # the words by which Twisted knows it
        if not data:
            raise ssl.SSLZeroReturnError(ssl.SSL_ERROR_ZERO_RETURN, "the peer has closed")
        return data

    def shutdown(self):
        try:
            self.tls.unwrap()
        except ssl.SSLWantReadError:
            return False
        return True

    def get_peer_certificate(self):
        return self.tls.getpeercert(True)


def stand_in():
    """Puts a module OpenSSL.SSL in place of pyOpenSSL's, with what twisted.protocols.tls imports."""
    words = {"Connection": lambda context, sock=None: None, "Context": lambda method: None, "TLSv1_METHOD": 4,
             "Error": ssl.SSLError, "WantReadError": ssl.SSLWantReadError, "ZeroReturnError": ssl.SSLZeroReturnError}
    for name in ("OpenSSL", "OpenSSL.SSL"):
        sys.modules[name] = types.ModuleType(name)
    sys.modules["OpenSSL"].SSL = sys.modules["OpenSSL.SSL"]
    vars(sys.modules["OpenSSL.SSL"]).update(words)
    # Twisted's conveniences for pyOpenSSL's contexts and certificates, of which tls uses one.
    verify = types.ModuleType("twisted.internet._sslverify")
    verify._setAcceptableProtocols = lambda context, names: context.set_alpn_protocols(names)
    sys.modules[verify.__name__] = verify


def main(arguments):
    if len(arguments) != 1:
        sys.stderr.write(__doc__)
        return 2
    stand_in()
    import twisted
    from twisted.internet import defer, interfaces, protocol, reactor
    from twisted.protocols import basic, tls
    from zope.interface import implementer

    def pki(name):
        return os.path.join(arguments[0], name)

    @implementer(interfaces.IOpenSSLServerConnectionCreator, interfaces.IOpenSSLClientConnectionCreator)
    class Creator(object):
        def __init__(self, context, hostname=None):
            self.context, self.hostname = context, hostname

        def serverConnectionForTLS(self, wrapper):
            return Connection(self.context)

        def clientConnectionForTLS(self, wrapper):
            return Connection(self.context, self.hostname)

    server_context = ssl.SSLContext(getattr(ssl, "PROTOCOL_TLS_SERVER", ssl.PROTOCOL_SSLv23))
    server_context.load_cert_chain(pki("p256.pem"), pki("p256.key"))

    def client(authority):
        return Creator(ssl.create_default_context(cafile=pki(authority)), "localhost")

    class Shout(basic.LineReceiver):
        """The server's application: lines in capitals; STARTTLS as in SMTP."""
        MAX_LENGTH = 1 << 20

        def lineReceived(self, line):
            if line == b"starttls":
                self.sendLine(b"go ahead")
                self.transport.startTLS(Creator(server_context))
            else:
                self.sendLine(line.upper())
                self.transport.loseConnection()

    class Say(basic.LineReceiver):
        """A client's: says a line and hears one."""
        MAX_LENGTH = 1 << 20

        def connectionMade(self):
            self.sendLine(b"starttls" if self.factory.later else self.factory.line)

        def lineReceived(self, line):
            if line == b"go ahead":
                self.transport.startTLS(self.factory.later)
                self.sendLine(self.factory.line)
            else:
                self.factory.heard = (line, self.transport.getHandle().tls.version())

        def connectionLost(self, reason):
            self.factory.done.callback(self.factory.heard or reason.value)

    def ask(port, line, layers=(), later=None):
        """What a client hears through so many layers of TLS: (line, version), or why the connection was lost."""
        factory = protocol.ClientFactory.forProtocol(Say)
        factory.line, factory.later, factory.heard, factory.done = line, later, None, defer.Deferred()
        wrapped = factory
        for creator in layers:
            wrapped = tls.TLSMemoryBIOFactory(creator, True, wrapped)
        reactor.connectTCP("127.0.0.1", port, wrapped)
        return factory.done

    @defer.inlineCallbacks
    def conversations():
        shout = protocol.ServerFactory.forProtocol(Shout)
        once = tls.TLSMemoryBIOFactory(Creator(server_context), False, shout)
        twice = tls.TLSMemoryBIOFactory(Creator(server_context), False, once)
        plain, secure, nested = [reactor.listenTCP(0, f, interface="127.0.0.1").getHost().port
                                 for f in (shout, once, twice)]
        own = client("root.pem")
        print("TLS: %s over %s" % (yield ask(secure, b"hello", [own])))
        line, version = yield ask(secure, b"x" * 200000, [own])
        print("TLS: %d octets over %s" % (line.count(b"X"), version))
        print("startTLS: %s over %s" % (yield ask(plain, b"hello later", later=own)))
        print("TLS in TLS: %s over %s" % (yield ask(nested, b"hello twice", [own, own])))
        refused = yield ask(secure, b"hello", [client("other-root.pem")])
        print("another CA: %s" % (refused.reason if isinstance(refused, ssl.SSLError) else refused))

    print("Twisted %s, %s, pyOpenSSL: %s" % (twisted.__version__, type(reactor).__name__,
                                             "yes" if "OpenSSL._util" in sys.modules else "no"))
    failures = []
    finished = conversations()
    finished.addErrback(failures.append)
    finished.addBoth(lambda result: reactor.stop())
    reactor.callLater(60, reactor.stop)
    reactor.run()
    for failure in failures:
        sys.stderr.write(failure.getTraceback())
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
