"""Contexts and objects: what `context` and `object` make, and in which order things are set.

The order is the one of every adapter: versions, ciphers, options, check_hostname and verify mode, verify
flags, authority, certificates, ALPN, curve, tickets, post-handshake authentication. The defaults are
those of harness/contract/options.h. Whatever Python raises on the way is the outcome of the step.

Python 3.6 has no minimum_version and maximum_version; there the versions left out are OP_NO_* bits, which
show in `options`.
"""
import weakref

from . import keylog, library, streams
from .compat import INTEGERS, PYTHON_2
from .outcome import Unsupported
from .printing import Bound, handles
from .subject import ssl

DEFAULT_CIPHERS = ("ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:"
                   "ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256")
DEFAULT_OPTIONS = 0x82520050

# By the language's name: TLSVersion's name, and what leaves the version out.
VERSIONS = {"1.0": ("TLSv1", "OP_NO_TLSv1"), "1.1": ("TLSv1_1", "OP_NO_TLSv1_1"),
            "1.2": ("TLSv1_2", "OP_NO_TLSv1_2"), "1.3": ("TLSv1_3", "OP_NO_TLSv1_3")}
VERIFY = {"none": ssl.CERT_NONE, "optional": ssl.CERT_OPTIONAL, "required": ssl.CERT_REQUIRED}
# 2.7 has no protocol of one side.
CLIENT = getattr(ssl, "PROTOCOL_TLS_CLIENT", ssl.PROTOCOL_SSLv23)
SERVER = getattr(ssl, "PROTOCOL_TLS_SERVER", ssl.PROTOCOL_SSLv23)
HAS_VERSIONS = hasattr(ssl.SSLContext, "minimum_version")
CONTEXT_KEYS = ("tls", "defaults", "cert", "ca", "verify", "check_hostname", "ciphers", "options", "verify_flags",
                "alpn", "curve", "tickets", "post_handshake_auth", "trust")
# Keys whose value is a word rather than a value: `tls=1.2-1.3`, `alpn=h2,http/1.1`.
WORD_KEYS = ("tls", "defaults", "cert", "ca", "verify", "alpn", "curve", "class", "ciphers", "trust")

pki = [""]
_streams = weakref.WeakKeyDictionary()


class Subclass(ssl.SSLObject):
    """What `class=subclass` makes."""


def _refuse(key, value):
    raise ValueError("%s=%s is not a value of this key" % (key, value))


def split(words):
    return [w for w in words.split(",") if w]


class ContextOptions(object):
    """What a step says about a context; made once, used at each run of the step."""

    def __init__(self, role, keys):
        self.server = role == "server"
        get = keys.get
        own = get("defaults")
        if own not in (None, "own"):
            _refuse("defaults", own)
        tls = get("tls", "1.2-1.3")
        low, dash, high = tls.partition("-")
        self.versions = None if own else (low, high if dash else low)
        for v in self.versions or ():
            if v not in VERSIONS:
                _refuse("tls", tls)
        self.ciphers = None if own else get("ciphers", DEFAULT_CIPHERS)
        self.options = get("options", None if own else DEFAULT_OPTIONS)
        self.certificates = [] if get("cert") == "none" else split(get("cert", "p256" if self.server else ""))
        self.authority = get("ca", None if self.server else "root")
        if get("trust", "system") != "system":
            _refuse("trust", get("trust"))
        self.system = "trust" in keys
        verify = get("verify", "none" if self.server else "required")
        if verify not in VERIFY:
            _refuse("verify", verify)
        self.verify = VERIFY[verify]
        # Python refuses CERT_NONE while check_hostname is on; a script that says verify=none means both.
        self.check_hostname = get("check_hostname", not self.server and verify != "none")
        self.verify_flags = get("verify_flags")
        self.alpn = split(get("alpn", ""))
        self.curve = get("curve")
        self.tickets = get("tickets")
        self.post_handshake_auth = get("post_handshake_auth")
        for key in ("check_hostname", "post_handshake_auth"):
            if type(get(key, False)) is not bool:
                _refuse(key, get(key))
        for key in ("options", "verify_flags", "tickets"):
            if type(get(key, 0)) not in INTEGERS or get(key, 0) < 0:
                _refuse(key, get(key))
        self.kept_out = 0
        if not HAS_VERSIONS and self.versions is not None:
            inside = False
            for v in sorted(VERSIONS):
                inside = inside or v == self.versions[0]
                if not inside:
                    self.kept_out |= getattr(ssl, VERSIONS[v][1])
                inside = inside and v != self.versions[1]

    def make(self, name):
        """A context called `name`. Raises what Python raises."""
        outer = streams.selected[0]
        stream = streams.selected[0] = streams.of(name)
        library.errno.value = library.saved[0]
        try:
            context = self._make()
        finally:
            library.saved[0] = library.errno.value
            streams.selected[0] = outer
        try:
            context._parallax_stream = stream
        except AttributeError:  # no attributes of one's own on 3.6
            _streams[context] = stream
        return context

    def _make(self):
        context = handles.fresh(ssl.SSLContext(SERVER if self.server else CLIENT))
        keylog.watch(context)
        if not HAS_VERSIONS:
            context.options |= self.kept_out
        elif self.versions is not None:
            context.minimum_version = getattr(ssl.TLSVersion, VERSIONS[self.versions[0]][0])
            context.maximum_version = getattr(ssl.TLSVersion, VERSIONS[self.versions[1]][0])
        if self.ciphers is not None:
            context.set_ciphers(self.ciphers)
        if self.options is not None:
            context.options = self.options | self.kept_out
        if PYTHON_2:  # where check_hostname wants a verify mode that is set already
            context.verify_mode = self.verify
        context.check_hostname = self.check_hostname
        context.verify_mode = self.verify
        if self.verify_flags is not None:
            context.verify_flags = self.verify_flags
        if self.system:
            context.load_default_certs()
        elif self.authority not in (None, "none"):
            context.load_verify_locations("%s/%s.pem" % (pki[0], self.authority))
        for name in self.certificates:
            context.load_cert_chain("%s/%s.pem" % (pki[0], name), "%s/%s.key" % (pki[0], name))
        if self.alpn:
            context.set_alpn_protocols(self.alpn)
        if self.curve is not None:
            context.set_ecdh_curve(self.curve)
        # SSLContext takes any attribute, so ask the class first.
        if self.tickets is not None:
            if not hasattr(ssl.SSLContext, "num_tickets"):
                raise Unsupported("num_tickets needs Python 3.8")
            context.num_tickets = self.tickets
        if self.post_handshake_auth is not None:
            if not hasattr(ssl.SSLContext, "post_handshake_auth"):
                raise Unsupported("this ssl has no post_handshake_auth")
            context.post_handshake_auth = self.post_handshake_auth
        return context


def stream_of(context):
    """The stream of a context; one that the script did not name draws from the script's own."""
    return getattr(context, "_parallax_stream", None) or _streams.get(context) or streams.base[0]


def wrap(name, role, context, incoming, outgoing, arguments, subclass):
    """The Bound object of SSLContext.wrap_bio. `arguments` may have server_hostname and session."""
    if subclass:
        if not hasattr(ssl.SSLContext, "sslobject_class"):
            raise Unsupported("a subclass of SSLObject needs Python 3.7")
        # 2.7's contexts take no attribute of their own: there the class is changed for a moment.
        holder, kept = (ssl.SSLContext, ssl.SSLContext.sslobject_class) if PYTHON_2 else (context, None)
        holder.sslobject_class = Subclass
    outer = streams.selected[0]
    stream = streams.selected[0] = streams.of(name)
    library.errno.value = library.saved[0]
    try:
        made = context.wrap_bio(incoming, outgoing, server_side=role == "server", **arguments)
    finally:
        library.saved[0] = library.errno.value
        streams.selected[0] = outer
        if subclass and kept is not None:
            holder.sslobject_class = kept
        elif subclass:
            del holder.sslobject_class
    return Bound(handles.fresh(made), incoming, outgoing, stream)
