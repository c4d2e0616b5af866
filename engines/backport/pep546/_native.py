"""The native form: pep546._core, the compiled half, under classes like those of Python 3.13's Lib/ssl.py."""
import warnings
from encodings import idna

try:
    from pep546 import _core
except ImportError as error:
    if "_core" not in str(error):
        raise  # built, and refused: the error says why
    raise ImportError("the extension pep546._core is not built (python setup.py build_ext --inplace)")

MemoryBIO = _core.MemoryBIO
SSLSession = _core.SSLSession
SSLCertVerificationError = _core.SSLCertVerificationError


class SSLObject(object):
    """A TLS connection without a network: octets come and go through two MemoryBIOs.

    SSLContext.wrap_bio() makes them. A subclass can be used through SSLContext.sslobject_class.
    """

    def __init__(self, *args, **kwargs):
        raise TypeError("%s does not have a public constructor. Instances are returned by "
                        "SSLContext.wrap_bio()." % self.__class__.__name__)

    @classmethod
    def _create(cls, incoming, outgoing, server_side=False, server_hostname=None, session=None,
                context=None):
        self = cls.__new__(cls)
        self._sslobj = _core.wrap(context, incoming, outgoing, server_side, server_hostname, self,
                                  session)
        return self

    @property
    def context(self):
        """The SSLContext in use; another may be set, as an SNI callback does."""
        return self._sslobj.context

    @context.setter
    def context(self, context):
        self._sslobj.context = context

    @property
    def session(self):
        """The SSLSession, or None; a client may set one to be resumed."""
        return self._sslobj.session

    @session.setter
    def session(self, session):
        self._sslobj.session = session

    @property
    def session_reused(self):
        """Whether the session was resumed."""
        return self._sslobj.session_reused

    @property
    def server_side(self):
        """Whether this is the server's end."""
        return self._sslobj.server_side

    @property
    def server_hostname(self):
        """The host name asked for, as an A-label, or None."""
        return self._sslobj.server_hostname

    def read(self, len=1024, buffer=None):
        """Up to len octets; or, with a buffer, fills it and gives the number of octets."""
        if buffer is None:
            return self._sslobj.read(len)
        return self._sslobj.read(len, buffer)

    def write(self, data):
        """Sends the octets of data, and gives their number."""
        return self._sslobj.write(data)

    def getpeercert(self, binary_form=False):
        """The other end's certificate: a dict, empty if it was not verified; DER if binary_form; or None."""
        return self._sslobj.getpeercert(binary_form)

    def get_verified_chain(self):
        """The verified chain, a list of DER octets."""
        return self._sslobj.get_verified_chain()

    def get_unverified_chain(self):
        """The chain as the other end sent it, a list of DER octets."""
        return self._sslobj.get_unverified_chain()

    def selected_npn_protocol(self):
        """None: NPN is gone."""
        warnings.warn("ssl NPN is deprecated, use ALPN instead", DeprecationWarning, stacklevel=2)

    def selected_alpn_protocol(self):
        """The protocol agreed on by ALPN, or None."""
        return self._sslobj.selected_alpn_protocol()

    def cipher(self):
        """(name, protocol version, secret bits), or None."""
        return self._sslobj.cipher()

    def shared_ciphers(self):
        """On a server the ciphers that both ends have, or None."""
        return self._sslobj.shared_ciphers()

    def compression(self):
        """The compression in use, or None."""
        return self._sslobj.compression()

    def pending(self):
        """How many octets can be read at once."""
        return self._sslobj.pending()

    def do_handshake(self):
        """Goes on with the handshake; SSLWantReadError until the other end has answered."""
        self._sslobj.do_handshake()

    def unwrap(self):
        """Closes the connection in this direction, and waits for the other's."""
        return self._sslobj.shutdown()

    def get_channel_binding(self, cb_type="tls-unique"):
        """The connection's binding of that type (RFC 5929), or None before there is one."""
        return self._sslobj.get_channel_binding(cb_type)

    def version(self):
        """The protocol version, such as "TLSv1.3", or None."""
        return self._sslobj.version()

    def verify_client_post_handshake(self):
        """Asks a TLS 1.3 client for its certificate."""
        return self._sslobj.verify_client_post_handshake()


SSLObject.__module__ = "ssl"


def _encode_hostname(hostname):
    # 2.7's str is text here, as a 2.7 user writes it; other octets must be ASCII, as in 3, and are taken
    # as they are.
    if hostname is None:
        return None
    if isinstance(hostname, bytearray):
        return hostname.decode("ascii").encode("ascii")
    if not isinstance(hostname, type(u"")):
        hostname = hostname.decode("ascii")
    try:
        return hostname.encode("idna")
    except UnicodeEncodeError:
        raise
    except UnicodeError as error:
        raise _in_new_words(hostname, str(error))


def _in_new_words(hostname, words):
    """2.7's complaint about a label as 3.13 makes it, a UnicodeEncodeError that tells the label's place."""
    start = 0
    for label in idna.dots.split(hostname):
        try:
            idna.ToASCII(label)
        except UnicodeError:
            if words == "label empty or too long":
                words = "label too long" if label else "label empty"
            return UnicodeEncodeError("idna", hostname, start, start + max(1, len(label)), words)
        start += len(label) + 1
    return UnicodeEncodeError("idna", hostname, 0, len(hostname), words)


def wrap_bio(context, incoming, outgoing, server_side=False, server_hostname=None, session=None):
    """An SSLObject of the context that reads from incoming and writes to outgoing, both MemoryBIOs."""
    make = getattr(context, "sslobject_class", SSLObject)
    return make._create(incoming, outgoing, server_side=server_side,
                        server_hostname=_encode_hostname(server_hostname), session=session,
                        context=context)
