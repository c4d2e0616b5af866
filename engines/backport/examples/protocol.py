"""One TLS protocol without I/O, for every reactor: octets in, octets out, events to the application.

    connection = TLSProtocol(tls, received)     # tls: what SSLContext.wrap_bio(incoming, outgoing, ...) gave
    connection.start()
    connection.octets(b"...")                   # what came from the network; b"" when it ended
    connection.send(b"...")                     # what the application says
    connection.to_write()                       # what is to go to the network now

Nothing here waits, reads or writes: a reactor of any kind does that, and this file never changes for it.
"""
import ssl


class TLSProtocol(object):
    def __init__(self, context, received, **wrap):
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self.incoming, self.outgoing, **wrap)
        self.received = received  # received(protocol, octets); octets b"" at the peer's clean end
        self.established = self.closed = self.closing = False
        self.waiting = b""  # said before the handshake was over

    def start(self):
        self._advance()

    def octets(self, data):
        if data:
            self.incoming.write(data)
        else:
            self.incoming.write_eof()
        self._advance()

    def send(self, data):
        if self.established:
            self.tls.write(data)
        else:
            self.waiting += data

    def close(self):
        """Says that nothing more is sent; what the peer still says is heard."""
        self.closing = True
        self._say_goodbye()

    def to_write(self):
        return self.outgoing.read()

    def _advance(self):
        try:
            if not self.established:
                self.tls.do_handshake()
                self.established = True
                waiting, self.waiting = self.waiting, b""
                if waiting:
                    self.tls.write(waiting)
                self._say_goodbye()
            while not self.closed:
                data = self._read()
                self.closed = not data
                self.received(self, data)
        except ssl.SSLWantReadError:
            pass

    def _read(self):
        try:
            return self.tls.read(65536)
        except ssl.SSLZeroReturnError:  # both ends have said goodbye
            return b""

    def _say_goodbye(self):
        if self.closing and self.established:
            self.closing = False
            try:
                self.tls.unwrap()
            except ssl.SSLWantReadError:
                pass  # sent; the peer's own is still to come
