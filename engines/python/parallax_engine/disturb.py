"""Disturbances: acts on the process outside every object of the script."""
import errno
import gc
import hashlib
import threading

from . import library, streams
from .compat import OS_ERROR
from .outcome import Unsupported
from .subject import PYPY, ssl

# openssl/err.h. An internal error of EVP: what another module's failed call could leave.
ERR_LIB_EVP = 6
INTERNAL_ERROR_3 = 259 | 0x3 << 18
INTERNAL_ERROR_1 = 4 | 64
SERVER = getattr(ssl, "PROTOCOL_TLS_SERVER", ssl.PROTOCOL_SSLv23)  # 2.7 has none for one side


def _errno():
    if isinstance(library.errno, library.NoErrno):
        raise Unsupported("errno is out of reach here")
    library.saved[0] = errno.ECONNRESET


def _error_queue():
    """Leaves an error in the library's queue that no operation of the script made."""
    crypto = library.crypto("ERR_set_error")
    if crypto is not None:  # OpenSSL 3
        crypto.ERR_new()
        crypto.ERR_set_debug(b"parallax", 0, b"disturb")
        crypto.ERR_set_error(ERR_LIB_EVP, INTERNAL_ERROR_3, None)
        return
    crypto = library.crypto("ERR_put_error")
    if crypto is None:
        raise Unsupported("the library's error queue is out of reach here")
    crypto.ERR_put_error(ERR_LIB_EVP, 0, INTERNAL_ERROR_1, b"parallax", 0)


def _hash():
    try:
        hashlib.new("no-such-digest")
    except ValueError:
        pass


def _certificate():
    context = ssl.SSLContext(SERVER)
    try:
        context.load_cert_chain(__file__)  # which is no PEM
    except (OS_ERROR, ssl.SSLError):
        pass
    try:
        context.load_verify_locations(cadata=b"no certificate")
    except (ssl.SSLError, ValueError):
        pass


def _fail_elsewhere():
    _hash()
    _certificate()
    incoming = ssl.MemoryBIO()
    incoming.write(b"no record at all, and long enough to be looked at")
    other = ssl.SSLContext(SERVER).wrap_bio(incoming, ssl.MemoryBIO(), server_side=True)
    try:
        other.do_handshake()
    except ssl.SSLError:
        pass


def _thread():
    streams.selected[0] = streams.stranger
    thread = threading.Thread(target=_fail_elsewhere)
    thread.start()
    thread.join()


KINDS = {"errno": _errno, "error_queue": _error_queue, "hash": _hash, "certificate": _certificate, "thread": _thread}


def disturb(kind):
    act = KINDS.get(kind)
    if act is None:
        raise Unsupported("a disturbance that this engine does not know: " + kind)
    outer = streams.selected[0]
    streams.selected[0] = streams.base[0]
    try:
        act()  # what it does to errno is not the script's, unless that is its point
    finally:
        streams.selected[0] = outer


def collect():
    """Runs the collector; twice on PyPy, whose finalisers run after the first."""
    gc.collect()
    if PYPY:
        gc.collect()
