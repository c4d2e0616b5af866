"""The harness's own key log: the secrets of every connection, in no step's sight.

It hangs below the module under test, on the library's SSL_CTX, so that keylog_filename stays the script's
and interpreters without it (3.6, 3.7, PyPy) have one too. Where the SSL_CTX cannot be reached, none is kept.
"""
import ctypes
import sys

from . import library
from .subject import PYPY, ssl

# Lines since the script began; None while nobody asked for them.
kept = [None]
_CALLBACK = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_char_p)


def take(line):
    """Notes a line, wherever it came from."""
    if kept[0] is not None:
        kept[0].append(line)


def _on_line(connection, line):
    take(line.decode("ascii", "replace"))


_on_line_in_c = _CALLBACK(_on_line)


def _setter():
    handle = library.crypto("SSL_CTX_set_keylog_callback")
    if handle is None:
        return None
    function = handle.SSL_CTX_set_keylog_callback
    function.argtypes = [ctypes.c_void_p, _CALLBACK]
    function.restype = None
    return function


_set = []  # the setter, once looked for


def _address(context):
    """Where the context's SSL_CTX is, or None for a context of somebody else's making."""
    if PYPY:
        ffi = getattr(sys.modules.get("_pypy_openssl"), "ffi", None)
        pointer = getattr(context, "ctx", None)
        return int(ffi.cast("intptr_t", pointer)) if ffi is not None and pointer is not None else None
    own = getattr(sys.modules.get("_ssl"), "_SSLContext", None)
    if own is None or not isinstance(context, own):
        return None
    # _ssl.c, PySSLContext: the first field behind the object's header.
    return ctypes.c_void_p.from_address(id(context) + object.__basicsize__).value


def watch(context):
    """From now on the secrets of this context's connections are kept, if anybody asked for them."""
    if kept[0] is None:
        return
    if hasattr(context, "watch_secrets"):
        context.watch_secrets(take)
        return
    if not _set:
        _set.append(_setter())
    address = _address(context) if _set[0] is not None else None
    if address:
        _set[0](address, _on_line_in_c)
