"""The script's randomness, in Python: the definition of harness/contract/random.h, and its way into libcrypto.

Each context and object has a Stream; `selected[0]` is the one that the library draws from now.
"""
import ctypes
import struct

from .subject import ssl
from . import library

MASK = 0xFFFFFFFFFFFFFFFF
GOLDEN = 0x9E3779B97F4A7C15
M1 = 0xBF58476D1CE4E5B9
M2 = 0x94D049BB133111EB


def mix(x):
    x = ((x ^ (x >> 30)) * M1) & MASK
    x = ((x ^ (x >> 27)) * M2) & MASK
    return x ^ (x >> 31)


def fnv(name):
    h = 0xCBF29CE484222325
    for c in bytearray(name.encode("utf-8", "surrogateescape")):
        h = ((h ^ c) * 0x100000001B3) & MASK
    return h


_length_keys = {}
_packers = {}


class Stream(object):
    """The streams of one name: a counter for each request length."""
    __slots__ = ("base", "next")

    def __init__(self, seed, name):
        self.base = fnv(name) ^ mix(seed & MASK)
        self.next = {}

    def draw(self, length):
        key = _length_keys.get(length)
        if key is None:
            if len(_length_keys) > 1000:
                _length_keys.clear()
            key = _length_keys[length] = mix((length * GOLDEN) & MASK)
        key ^= self.base
        count = (length + 7) >> 3
        start = self.next.get(length, 0)
        self.next[length] = start + count
        key += start * GOLDEN
        blocks = []
        for _ in range(count):
            key = x = (key + GOLDEN) & MASK
            x = ((x ^ (x >> 30)) * M1) & MASK
            x = ((x ^ (x >> 27)) * M2) & MASK
            blocks.append(x ^ (x >> 31))
        pack = _packers.get(count)
        if pack is None:
            if len(_packers) > 1000:
                _packers.clear()
            pack = _packers[count] = struct.Struct("<%dQ" % count).pack
        octets = pack(*blocks)
        return octets if length & 7 == 0 else octets[:length]


# The stream in use, and the one of the script for when nothing is selected: `selected[0] = base[0]`.
base = [Stream(0, "")]
selected = [base[0]]
# What a thread draws from that no script knows (`disturb thread`).
stranger = Stream(0, "")
seed = [0]


def begin(new_seed):
    seed[0] = new_seed
    base[0] = selected[0] = Stream(new_seed, "")


def of(name):
    return Stream(seed[0], name)


_BYTES = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_SEED = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_ADD = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_double)
_STATUS = ctypes.CFUNCTYPE(ctypes.c_int)


class _Method(ctypes.Structure):
    """RAND_METHOD, the same since OpenSSL 1.1.0."""
    _fields_ = [("seed", _SEED), ("bytes", _BYTES), ("cleanup", ctypes.c_void_p),
                ("add", _ADD), ("pseudorand", _BYTES), ("status", _STATUS)]


def _draw(out, length, copy=ctypes.memmove, stream=selected):
    if length > 0:
        copy(out, stream[0].draw(length), length)
    return 1


_bytes = _BYTES(_draw)
_method = _Method(_SEED(lambda octets, length: 1), _bytes, None,
                  _ADD(lambda octets, length, entropy: 1), _bytes, _STATUS(lambda: 1))


def install():
    """Makes the library draw from the streams. Returns whether it does (a static libcrypto cannot be
    reached, and some libraries take the method and never call it)."""
    crypto = library.crypto("RAND_set_rand_method")
    if crypto is None:
        return False
    crypto.RAND_set_rand_method.argtypes = [ctypes.c_void_p]
    crypto.RAND_set_rand_method.restype = ctypes.c_int
    outer = selected[0]
    try:
        selected[0] = Stream(1, "probe")
        if crypto.RAND_set_rand_method(ctypes.addressof(_method)) != 1:
            return False
        octets = ctypes.create_string_buffer(32)
        crypto.RAND_bytes(octets, len(octets))  # the module's own RAND_bytes is missing on 2.7
        if octets.raw == Stream(1, "probe").draw(32):
            return True
        crypto.RAND_set_rand_method(None)
        return False
    finally:
        selected[0] = outer
