"""Who this engine is: the `hello` line, found out by asking the interpreter and its library."""
import platform
import sys

from . import contexts, library, streams, subject
from .printing import text
from .subject import ssl

FAMILIES = (("LibreSSL", "libressl"), ("BoringSSL", "boringssl"), ("AWS-LC", "aws-lc"), ("OpenSSL", "openssl"))
IMPLEMENTATIONS = {"cpython": "CPython", "pypy": "PyPy", "graalpy": "GraalPy"}
# The Python that a backport says it is like (engines/backport).
BACKPORTED = "3.13.0"


def family(words):
    for mark, name in FAMILIES:
        if mark in words:
            return name
    return words.split(" ")[0].lower()


def dotted(info):
    said = "%d.%d.%d" % tuple(info[:3])
    if info[3] != "final":
        said += {"alpha": "a", "beta": "b", "candidate": "rc"}.get(info[3], info[3]) + str(info[4])
    return said


def implementation():
    """sys.implementation.name, which 2.7 lacks."""
    return sys.implementation.name if hasattr(sys, "implementation") else platform.python_implementation().lower()


def version():
    """"CPython 3.11.2", "PyPy 7.3.11 (Python 3.9.16)", "CPython 2.7.18 with pep546-ctypes"."""
    python = dotted(sys.version_info)
    if subject.ENGINE:
        return "%s (Python %s)" % (subject.ENGINE[1], python)
    if subject.backport:
        return "%s %s with %s" % (platform.python_implementation(), python, subject.backport)
    name = implementation()
    if name == "cpython":
        return "CPython " + python + (" with " + subject.injected if subject.injected else "")
    return "%s %s (Python %s)" % (IMPLEMENTATIONS.get(name, name), dotted(sys.implementation.version), python)


def semantics():
    """The Python version whose behaviour this is, with what distributions change.

    From 3.10 on an ssl module built from source sets the minimum version to TLS 1.2. Debian (and whoever
    else configures --with-ssl-default-suites=openssl) leaves that to the library, and its patch level
    has older behaviour at the end of a stream: "3.11.2-debian".
    """
    if subject.ENGINE:
        return subject.ENGINE[2]
    if subject.backport:
        return BACKPORTED
    python = dotted(sys.version_info)
    if implementation() != "cpython":
        return "%s-%s" % (implementation(), python)
    if sys.version_info >= (3, 10):
        fresh = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if fresh.minimum_version == ssl.TLSVersion.MINIMUM_SUPPORTED:
            return python + "-debian"
    return python


def speaks(version):
    """Whether the library has that version: a client asked for it alone, with every suite and at the lowest
    security level, writes a ClientHello."""
    try:
        options = contexts.ContextOptions("client", {"tls": version, "ca": "none", "ciphers": "ALL:@SECLEVEL=0"})
        client = options.make("probe")
        outgoing = ssl.MemoryBIO()
        client.wrap_bio(ssl.MemoryBIO(), outgoing, server_hostname="localhost").do_handshake()
    except ssl.SSLWantReadError:
        return len(outgoing.read()) > 0
    except (ssl.SSLError, ValueError, AttributeError):
        return False
    return False


def capabilities():
    words = ["python_objects"]
    words += ["tls" + v for v in sorted(contexts.VERSIONS) if speaks(v)]
    if getattr(ssl, "HAS_SNI", False):
        words.append("sni")
    if hasattr(ssl.SSLContext, "keylog_filename"):
        words.append("keylog")
    if hasattr(ssl.SSLObject, "session"):
        words.append("sessions")
    if hasattr(ssl.SSLContext, "post_handshake_auth"):
        words.append("post_handshake_auth")
    if library.set_clock is not None:
        words.append("clock")
    if streams.install():
        words.append("deterministic")
    return sorted(words)


def hello():
    words = library.version_text()
    name = implementation()
    fields = [("name", subject.ENGINE[0] if subject.ENGINE else subject.backport or ("python" if name == "cpython" else name)), ("family", family(words)), ("version", version()),
              ("library", words), ("semantics", semantics())]
    line = "hello 1"
    for key, value in fields:
        line += " %s=%s" % (key, text(value))
    return line + " capabilities=[%s]" % ", ".join([text(w) for w in capabilities()])
