"""Three reactors, one protocol: select, poll, and a completion reactor in the manner of Windows' IOCP.

    python2.7 reactors.py FOLDER-OF-CERTIFICATES

Each serves TLSProtocol (protocol.py) unchanged over a socket pair: a client says a line, a server sends it back in
capitals and closes. Prints what each reactor brought. A reactor of the first two kinds says "now you could read";
one of the third reads itself, into its own buffer, and says "this came".
"""
from __future__ import print_function

import os
import select
import socket
import ssl
import sys
import threading
try:
    import queue
except ImportError:  # Python 2
    import Queue as queue

from protocol import TLSProtocol


class Readiness(object):
    """A reactor that asks `ready(sockets)` which sockets can be read, and reads them itself."""

    def __init__(self, ready):
        self.ready, self.ends = ready, {}

    def add(self, sock, protocol):
        sock.setblocking(False)
        self.ends[sock] = protocol
        protocol.start()

    def run(self):
        while self.ends:
            for sock, protocol in list(self.ends.items()):
                self.flush(sock, protocol)
            if self.ends:
                for sock in self.ready(list(self.ends)):
                    self.ends[sock].octets(self.receive(sock))

    def receive(self, sock):
        try:
            return sock.recv(4096)
        except socket.error:
            return b""

    def flush(self, sock, protocol):
        data = protocol.to_write()
        if data:
            sock.setblocking(True)
            sock.sendall(data)
            sock.setblocking(False)
        if protocol.closed:
            del self.ends[sock]
            sock.close()


def by_select(sockets):
    return select.select(sockets, [], [])[0]


def by_poll(sockets):
    poller = select.poll()
    numbers = dict((s.fileno(), s) for s in sockets)
    for number in numbers:
        poller.register(number, select.POLLIN)
    return [numbers[number] for number, _ in poller.poll()]


class Completion(object):
    """A reactor to which reads and writes are handed over, and which says when they are done: here threads
    stand for the system's part, as they do where a system has no completion ports."""

    def __init__(self):
        self.done, self.open = queue.Queue(), 0

    def add(self, sock, protocol):
        self.open += 1
        sock.setblocking(True)
        protocol.start()
        self.write(sock, protocol)
        self.read(sock, protocol)

    def read(self, sock, protocol):
        def operation():
            try:
                data = sock.recv(4096)
            except socket.error:
                data = b""
            self.done.put((sock, protocol, data))
        threading.Thread(target=operation).start()

    def write(self, sock, protocol):
        data = protocol.to_write()
        if data:
            sock.sendall(data)

    def run(self):
        while self.open:
            sock, protocol, data = self.done.get()
            protocol.octets(data)
            self.write(sock, protocol)
            if protocol.closed:
                self.open -= 1
                sock.close()
            else:
                self.read(sock, protocol)


def echo(protocol, data):
    """The server's application: a line in capitals."""
    if data:
        protocol.send(data.upper())
    if data.endswith(b"\n"):
        protocol.close()


def conversation(reactor, folder, said=b"one protocol, three reactors\n"):
    """What a client hears over that reactor."""
    server = ssl.SSLContext(getattr(ssl, "PROTOCOL_TLS_SERVER", ssl.PROTOCOL_SSLv23))
    server.load_cert_chain(os.path.join(folder, "p256.pem"), os.path.join(folder, "p256.key"))
    client = ssl.create_default_context(cafile=os.path.join(folder, "root.pem"))
    heard = []

    def received(protocol, data):
        heard.append(data)
        if not data:
            protocol.close()
    near, far = socket.socketpair()
    first = TLSProtocol(client, received, server_hostname="localhost")
    first.send(said)
    reactor.add(far, TLSProtocol(server, echo, server_side=True))
    reactor.add(near, first)
    reactor.run()
    return b"".join(heard)


REACTORS = (("select", lambda: Readiness(by_select)), ("poll", lambda: Readiness(by_poll)), ("completion", Completion))


def main(arguments):
    if len(arguments) != 1:
        sys.stderr.write(__doc__)
        return 2
    for name, make in REACTORS:
        print("%-10s %s" % (name, conversation(make(), arguments[0]).decode().strip()))
    return 0


if __name__ == "__main__":
    if not hasattr(ssl, "MemoryBIO"):
        import pep546
        pep546.install()
    sys.exit(main(sys.argv[1:]))
