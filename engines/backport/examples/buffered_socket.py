"""A TLS socket built on the buffer class, as PEP 543 lays it out; and TLS in TLS, which comes with it.

    python2.7 buffered_socket.py FOLDER-OF-CERTIFICATES

BufferedSocket needs of its transport only sendall() and recv(), and has them itself: so a BufferedSocket goes over a
BufferedSocket, which is what an HTTPS proxy reached by HTTPS asks for. Prints what came through one and through two.
"""
from __future__ import print_function

import os
import socket
import ssl
import sys
import threading


class BufferedSocket(object):
    """A blocking TLS connection over anything with sendall() and recv()."""

    def __init__(self, transport, context, **wrap):
        self.transport = transport
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self.incoming, self.outgoing, **wrap)
        self._until_done(self.tls.do_handshake)

    def _until_done(self, operation, *arguments):
        """Carries octets until the operation has what it needs."""
        while True:
            try:
                result = operation(*arguments)
                self._flush()
                return result
            except ssl.SSLWantReadError:
                self._flush()
                data = self.transport.recv(16384)
                if data:
                    self.incoming.write(data)
                else:
                    self.incoming.write_eof()
            except ssl.SSLError:
                self._flush()  # the alert that says why
                raise

    def _flush(self):
        data = self.outgoing.read()
        if data:
            self.transport.sendall(data)

    def recv(self, size):
        try:
            return self._until_done(self.tls.read, size)
        except ssl.SSLZeroReturnError:
            return b""

    def sendall(self, data):
        self._until_done(self.tls.write, data)

    def close(self):
        self._until_done(self.tls.unwrap)


def line(sock):
    """What comes, up to the end of a line."""
    got = b""
    while not got.endswith(b"\n"):
        got += sock.recv(100) or b"?\n"
    return got


def conversation(folder, layers):
    """A client says a line through so many layers of TLS; what the server answers, and the versions."""
    server = ssl.SSLContext(getattr(ssl, "PROTOCOL_TLS_SERVER", ssl.PROTOCOL_SSLv23))
    server.load_cert_chain(os.path.join(folder, "p256.pem"), os.path.join(folder, "p256.key"))
    client = ssl.create_default_context(cafile=os.path.join(folder, "root.pem"))
    near, far = socket.socketpair()

    def serve():
        sock = far
        for _ in range(layers):
            sock = BufferedSocket(sock, server, server_side=True)
        sock.sendall(line(sock).upper())
    thread = threading.Thread(target=serve)
    thread.start()
    sock, versions = near, []
    for _ in range(layers):
        sock = BufferedSocket(sock, client, server_hostname="localhost")
        versions.append(sock.tls.version())
    sock.sendall(("through %d\n" % layers).encode())
    heard = line(sock)
    thread.join()
    near.close()
    far.close()
    return heard, versions


def main(arguments):
    if len(arguments) != 1:
        sys.stderr.write(__doc__)
        return 2
    for layers in (1, 2):
        heard, versions = conversation(arguments[0], layers)
        print("%s over %s" % (heard.decode().strip(), " in ".join(versions)))
    return 0


if __name__ == "__main__":
    if not hasattr(ssl, "MemoryBIO"):
        import pep546
        pep546.install()
    sys.exit(main(sys.argv[1:]))
