"""The process around the module under test: its libcrypto, errno, the script's clock."""
import ctypes
import sys

from .compat import OS_ERROR
from .subject import PYPY, ssl


def _candidates():
    """Files through which the dynamic linker reaches the libcrypto that the module uses."""
    if hasattr(ssl, "library_file"):  # which knows better than a guess: another may be loaded as well
        yield ssl.library_file()
        return
    for name in ("_ssl", "_pypy_openssl"):  # an extension module; PyPy's cffi library
        path = getattr(sys.modules.get(name), "__file__", None)
        if path and not path.endswith(".py"):
            yield path
    yield None  # built into the program, with libcrypto shared
    try:
        with open("/proc/self/maps") as maps:
            for line in maps:
                path = line.rstrip("\n").partition("/")[2]
                if "/libcrypto" in "/" + path and ".so" in path:
                    yield "/" + path
    except OS_ERROR:
        pass


def crypto(symbol):
    """A handle of that libcrypto with this function in it, or None."""
    for path in _candidates():
        try:
            handle = ctypes.CDLL(path)
            getattr(handle, symbol)
            return handle
        except (OSError, AttributeError):
            continue
    return None


def version_text():
    """The library's own words at run time. PyPy's ssl.OPENSSL_VERSION is what it was compiled with."""
    handle = crypto("OpenSSL_version") if PYPY else None
    if handle is None:
        return ssl.OPENSSL_VERSION
    handle.OpenSSL_version.argtypes = [ctypes.c_int]
    handle.OpenSSL_version.restype = ctypes.c_char_p
    return handle.OpenSSL_version(0).decode("ascii", "replace")


class NoErrno(object):
    """Where errno cannot be reached."""
    value = 0


class _PyPyErrno(object):
    """PyPy keeps errno aside between calls into C; its cffi gives access to that copy."""

    def __init__(self, ffi):
        self._ffi = ffi

    value = property(lambda self: self._ffi.errno, lambda self, n: setattr(self._ffi, "errno", n))


def find_errno():
    """An object whose `value` is this thread's errno, as the module's C code sees it."""
    if PYPY:
        ffi = getattr(sys.modules.get("_pypy_openssl"), "ffi", None)
        return _PyPyErrno(ffi) if ffi is not None else NoErrno()
    for name in ("__errno_location", "__error"):  # glibc and musl; macOS and BSD
        place = getattr(ctypes.CDLL(None), name, None)
        if place is not None:
            place.restype = ctypes.c_void_p
            return ctypes.c_int.from_address(place())
    return NoErrno()


def find_clock():
    """parallax_set_clock (harness/contract/clock.h), or None where it was not preloaded."""
    function = getattr(ctypes.CDLL(None), "parallax_set_clock", None)
    if function is not None:
        function.argtypes = [ctypes.c_int64]
        function.restype = None
    return function


# errno is the script's while one of its operations runs, and out of reach of what the engine does in
# between: `errno.value = saved[0]` before, `saved[0] = errno.value` after.
errno = find_errno()
clear_errors = getattr(crypto("ERR_clear_error"), "ERR_clear_error", lambda: None)
saved = [0]
set_clock = find_clock()
