"""An SSLContext whose wrap_socket() gives sockets over MemoryBIO, for programs that only know wrap_socket().

    use(urllib3)     # requests' own, pip's vendored one ...

urllib3 asks its SSLContext to wrap a socket, and then reads and writes it as a file; so this is all that Requests and
pip need to have their TLS over buffers. No pyOpenSSL, and nothing compiled where pep546 is in its ctypes form.
"""
import socket
import ssl

from buffered_socket import BufferedSocket


class BufferSocket(BufferedSocket):
    """BufferedSocket with what 2.7's httplib and urllib3 want of a socket beside recv() and sendall()."""

    made = [0]  # how many, so that a test can see that they were used

    def __init__(self, *arguments, **keywords):
        BufferedSocket.__init__(self, *arguments, **keywords)
        self.files, self.over = 0, False
        BufferSocket.made[0] += 1

    def makefile(self, mode="r", bufsize=-1):
        self.files += 1
        return socket._fileobject(self, mode, bufsize, close=True)

    def close(self):
        """Once for the socket and once for each file made of it; the last one closes."""
        if self.files:
            self.files -= 1
        elif not self.over:
            self.over = True
            self.transport.close()

    def getpeercert(self, binary_form=False):
        return self.tls.getpeercert(binary_form)

    def version(self):
        return self.tls.version()

    def fileno(self):
        return self.transport.fileno()

    def settimeout(self, seconds):
        self.transport.settimeout(seconds)

    def gettimeout(self):
        return self.transport.gettimeout()

    def shutdown(self, how):
        self.transport.shutdown(how)


class BufferContext(ssl.SSLContext):
    def wrap_socket(self, sock, server_side=False, do_handshake_on_connect=True, suppress_ragged_eofs=True,
                    server_hostname=None):
        return BufferSocket(sock, self, server_side=server_side, server_hostname=server_hostname)


def use(urllib3):
    """Has that copy of urllib3 make its contexts of this class."""
    urllib3.util.ssl_.SSLContext = BufferContext
