# -*- coding: utf-8 -*-
"""Values as text: the canonical forms of harness/contract/value.h, and the numbers of handles.

Complexity: linear in the value; octets and plain text at the speed of the interpreter's own repr.
"""
import array
import re

from .compat import PYTHON_2, TEXT, native
from .subject import ssl

NOT_PLAIN = re.compile(r'[^ -~]|["\\]').search
# A narrow build of 2.7 has characters beyond 0xFFFF in two.
PAIR = u"[\ud800-\udbff][\udc00-\udfff]|" if PYTHON_2 else ""
ODD = re.compile(PAIR + r'[^ -~]|["\\]')
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def octets(data):
    """b"…" of a bytes object, with double quotes always."""
    # With a leading double quote, repr always takes single quotes outside: `"` then stands bare and `'`
    # is escaped, whatever the rest is.
    inner = repr(b'"' + data)[2 if PYTHON_2 else 3:-1]
    if '"' in inner:
        inner = inner.replace('"', '\\"')
    if "\\'" in inner:
        inner = inner.replace("\\'", "'")
    return 'b"' + inner + '"'


def _escape(match):
    c = match.group()
    if len(c) == 2:
        return "\\U%08x" % (0x10000 + ((ord(c[0]) - 0xD800) << 10) + (ord(c[1]) - 0xDC00))
    code = ord(c)
    if code < 0x80:
        return ESCAPES.get(c) or "\\x%02x" % code
    if 0xD800 <= code < 0xE000:
        return "\\ufffd"  # a lone surrogate cannot be written
    return "\\u%04x" % code if code < 0x10000 else "\\U%08x" % code


def text(s):
    """"…" of a str."""
    if PYTHON_2 and type(s) is str:
        s = s.decode("utf-8", "replace")
    if NOT_PLAIN(s) is None:
        return '"' + s + '"'
    return '"' + ODD.sub(_escape, s) + '"'


class Handles(object):
    """Numbers of what cannot be printed: from 1 by kind, in order of first sight, by identity.

    No reference is kept, so that looking at an object does not keep it alive: whoever makes an object
    says so with `fresh`, which forgets a number that an earlier object at the same address had.

    Sessions are numbered by equality: SSLObject.session gives a fresh object at each get, and Python
    itself compares sessions by their id.
    """

    def __init__(self):
        self.numbers = {}
        self.counts = {}

    def clear(self):
        self.numbers.clear()
        self.counts.clear()

    def fresh(self, thing):
        self.numbers.pop(id(thing), None)
        return thing

    def show(self, kind, key):
        number = self.numbers.get(key)
        if number is None:
            number = self.counts[kind] = self.counts.get(kind, 0) + 1
            self.numbers[key] = number
        return "<%s %d>" % (kind, number)


handles = Handles()


class Made(object):
    """An object that a script made for what its methods do: index(5), runs(…)."""


class Bound(object):
    """An SSLObject that the script named, with the parts that the language can name."""
    __slots__ = ("object", "incoming", "outgoing", "stream")

    def __init__(self, ssl_object, incoming, outgoing, stream):
        self.object = ssl_object
        self.incoming = incoming
        self.outgoing = outgoing
        self.stream = stream


def _real(x):
    if x != x or x in (float("inf"), float("-inf")):
        return 'float("%s")' % ("nan" if x != x else "inf" if x > 0 else "-inf")
    return float.__repr__(x)


def _view(view):
    return "memoryview(%s)" % octets(view.tobytes())


def _array(items):
    return "array(%s, [%s])" % (text(items.typecode), ", ".join([show(i) for i in items]))


def _tuple(items):
    inner = ", ".join([show(i) for i in items])
    return "(" + inner + (",)" if len(items) == 1 else ")")


# The order in which Python 3 makes the dicts of getpeercert() and session_stats(): 2.7's have none.
ORDER = ("subject", "issuer", "version", "serialNumber", "notBefore", "notAfter", "subjectAltName", "OCSP",
         "caIssuers", "crlDistributionPoints", "number", "connect", "connect_good", "connect_renegotiate", "accept",
         "accept_good", "accept_renegotiate", "hits", "misses", "timeouts", "cache_full", "x509", "crl", "x509_ca")


def _dict(items):
    pairs = items.items()
    if PYTHON_2:
        pairs = sorted(pairs, key=lambda pair: (ORDER.index(pair[0]) if pair[0] in ORDER else len(ORDER), pair[0]))
    return "{" + ", ".join([show(k) + ": " + show(v) for k, v in pairs]) + "}"


EXACT = {
    type(None): lambda v: "None",
    bool: lambda v: "True" if v else "False",
    int: str,
    float: _real,
    str: text,
    bytes: octets,  # which is str on 2.7, where text is unicode
    bytearray: lambda v: "bytearray(%s)" % octets(bytes(v)),
    memoryview: _view,
    array.array: _array,
    tuple: _tuple,
    list: lambda v: "[" + ", ".join([show(i) for i in v]) + "]",
    dict: _dict,
    Bound: lambda v: handles.show("sslobject", id(v.object)),
}

if PYTHON_2:
    EXACT[TEXT] = text
    EXACT[long] = str  # noqa: F821
    EXACT[buffer] = lambda v: octets(str(v))  # noqa: F821

_SESSION = getattr(ssl, "SSLSession", None)


def _other(v):
    if isinstance(v, ssl.MemoryBIO):
        return handles.show("memorybio", id(v))
    if isinstance(v, ssl.SSLContext):
        return handles.show("context", id(v))
    if _SESSION is not None and isinstance(v, _SESSION):
        return handles.show("session", ("session", bytes(v.id)))
    # Subclasses (enumerations, named tuples, and those that a script makes) show as what they are.
    if isinstance(v, int):
        return int.__repr__(int(v)) if int(v) == v else int.__repr__(v)
    if isinstance(v, TEXT):
        return text(TEXT.__str__(v) if not PYTHON_2 else TEXT(v))
    if isinstance(v, bytes):
        return octets(memoryview(v).tobytes())
    if isinstance(v, bytearray):
        return "bytearray(%s)" % octets(memoryview(v).tobytes())
    if isinstance(v, float):
        return _real(v)
    if isinstance(v, tuple):
        return _tuple(v)
    if isinstance(v, list):
        return "[" + ", ".join([show(i) for i in v]) + "]"
    if isinstance(v, (set, frozenset)):
        return "set([" + ", ".join(sorted([show(i) for i in v])) + "])"  # Python leaves sets unordered
    if isinstance(v, complex):
        return "complex(%s, %s)" % (_real(v.real), _real(v.imag))
    if isinstance(v, Made) or type(v) is object:
        return handles.show("object", id(v))
    # What the language does not know (PyPy's cffi pointers): one number a type, since these come and go.
    return handles.show("object", ("object", type(v)))


def show(v):
    """The canonical text of any value."""
    exact = EXACT.get(type(v))
    return exact(v) if exact is not None else _other(v)
