"""pyOpenSSL's memory-BIO Connection behind the names of ssl: what `python:PATH+pyopenssl` tests.

For those who move from pyOpenSSL to ssl.MemoryBIO and ssl.SSLObject (docs/parity.md has the table). Every name here
is one call of pyOpenSSL's documented interface, or says that there is none (Unsupported): nothing is made up for it,
no name is checked, no error sorted out. Three things are put into the contract's words, since the two cannot be
compared without them:

- exceptions: WantReadError is SSLWantReadError, ZeroReturnError SSLZeroReturnError, SysCallError SSLEOFError (at an
  end of stream) or SSLSyscallError, Error SSLError;
- `bio_read` of nothing, which raises WantReadError, is a read of b"";
- `shutdown()`, which gives True or False, is None or False.

Source: pyOpenSSL's documentation, OpenSSL.SSL; versions 21 and later.
"""
import sys

from OpenSSL import SSL, crypto

from parallax_engine.refusal import Unsupported

VERSION = sys.modules["OpenSSL"].__version__
# What the engine says it is (parallax_engine/identity.py).
ENGINE = ("pyopenssl", "pyOpenSSL " + VERSION, "pyopenssl-" + VERSION)
# There are no buffers to look into between two steps.
BLIND = True

OPENSSL_VERSION = SSL.SSLeay_version(SSL.SSLEAY_VERSION).decode("ascii", "replace")
HAS_SNI = True
CERT_NONE, CERT_OPTIONAL, CERT_REQUIRED = 0, 1, 2
PROTOCOL_SSLv23 = PROTOCOL_TLS = 2
PROTOCOL_TLS_CLIENT, PROTOCOL_TLS_SERVER = 16, 17

_METHODS = {PROTOCOL_TLS: SSL.SSLv23_METHOD,
            PROTOCOL_TLS_CLIENT: getattr(SSL, "TLS_CLIENT_METHOD", SSL.SSLv23_METHOD),
            PROTOCOL_TLS_SERVER: getattr(SSL, "TLS_SERVER_METHOD", SSL.SSLv23_METHOD)}
_VERIFY = {CERT_NONE: SSL.VERIFY_NONE, CERT_OPTIONAL: SSL.VERIFY_PEER,
           CERT_REQUIRED: SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT}


def library_file():
    """The extension module that holds cryptography's bindings, and so the libcrypto that pyOpenSSL uses."""
    from cryptography.hazmat.bindings.openssl import binding
    return getattr(sys.modules.get(binding.Binding.lib.__class__.__module__), "__file__", None) or next(
        (m.__file__ for name, m in sys.modules.items()
         if name.startswith("cryptography.hazmat.bindings._") and getattr(m, "__file__", None)), None)


class TLSVersion(object):
    TLSv1, TLSv1_1, TLSv1_2, TLSv1_3 = 0x301, 0x302, 0x303, 0x304
    MINIMUM_SUPPORTED = MAXIMUM_SUPPORTED = 0


class SSLError(OSError):
    library = reason = None


class SSLZeroReturnError(SSLError):
    pass


class SSLWantReadError(SSLError):
    pass


class SSLWantWriteError(SSLError):
    pass


class SSLSyscallError(SSLError):
    pass


class SSLEOFError(SSLError):
    pass


class SSLCertVerificationError(SSLError, ValueError):
    """Never raised: pyOpenSSL has one class for all that the library refuses."""


_KINDS = ((SSL.WantReadError, SSLWantReadError, 2), (SSL.WantWriteError, SSLWantWriteError, 3),
          (SSL.ZeroReturnError, SSLZeroReturnError, 6))


def _translated(error):
    for theirs, ours, number in _KINDS:
        if isinstance(error, theirs):
            return ours(number, "")
    if isinstance(error, SSL.SysCallError):
        number, said = (tuple(error.args) + (-1, ""))[:2]
        return SSLEOFError(8, str(said)) if number == -1 else SSLSyscallError(number, str(said))
    entries = error.args[0] if error.args and isinstance(error.args[0], (list, tuple)) else []
    return SSLError(1, str(entries[-1][-1]) if entries else "")


def _call(function, *arguments):
    try:
        return function(*arguments)
    except (SSL.Error, crypto.Error) as error:
        raise _translated(error) from None


def _none(what):
    raise Unsupported("pyOpenSSL has no " + what)


class MemoryBIO(object):
    """One side of a Connection: the octets for it, or those from it. Connection owns both buffers."""

    def __init__(self):
        self._end = self._incoming = None
        self._held = []

    def _tie(self, end, incoming):
        if self._end is not None:
            _none("buffer that two Connections share")
        self._end, self._incoming = end, incoming
        for act in self._held:
            act()

    def write(self, data):
        if self._end is None:  # kept as the application would, until there is a Connection
            kept = memoryview(data).tobytes()
            self._held.append(lambda: self.write(kept))
            return len(kept)
        if not self._incoming:
            _none("way to put octets into what a Connection sends")
        return _call(self._end.bio_write, data)

    def write_eof(self):
        if self._end is None:
            self._held.append(self.write_eof)
        elif self._incoming:
            self._end.bio_shutdown()
        else:
            _none("end of what a Connection sends")

    def read(self, size=-1):
        if self._end is None or self._incoming:
            _none("way to take back octets that a Connection was given")
        got = []
        try:
            while size != 0:
                got.append(self._end.bio_read(65536 if size < 0 else size))
                if size > 0:
                    break
        except SSL.WantReadError:
            pass
        except SSL.Error as error:
            raise _translated(error) from None
        return b"".join(got)

    @property
    def pending(self):
        _none("count of the octets in a Connection's buffers")

    @property
    def eof(self):
        _none("look at the end of a Connection's buffers")


class SSLContext(object):
    """OpenSSL.SSL.Context. No attribute that it has no call for, and no check of names: that is the application's."""

    def __init__(self, protocol):
        self.protocol = protocol
        self._context = SSL.Context(_METHODS[protocol])
        self._verify_mode, self._range = CERT_NONE, [0, 0]
        self.check_hostname = False  # taken and not heeded: Context has nothing of the kind

    def _bound(index, name):
        def set_bound(self, version):
            _call(getattr(self._context, name), int(version))
            self._range[index] = version
        return property(lambda self: self._range[index], set_bound)

    minimum_version = _bound(0, "set_min_proto_version")
    maximum_version = _bound(1, "set_max_proto_version")

    @property
    def options(self):
        return self._context.set_options(0)

    @options.setter
    def options(self, bits):
        self._context.set_options(bits)  # adds; there is no way to take one away

    @property
    def verify_mode(self):
        return self._verify_mode

    @verify_mode.setter
    def verify_mode(self, mode):
        self._context.set_verify(_VERIFY[mode], None)
        self._verify_mode = mode

    @property
    def verify_flags(self):
        _none("way to read a store's flags")

    @verify_flags.setter
    def verify_flags(self, flags):
        self._context.get_cert_store().set_flags(flags)

    def set_ciphers(self, ciphers):
        _call(self._context.set_cipher_list, ciphers.encode("ascii"))

    def load_verify_locations(self, cafile=None, capath=None, cadata=None):
        if cadata is not None:
            _none("authority from memory but by way of X509Store")
        _call(self._context.load_verify_locations, cafile, capath)

    def load_default_certs(self, purpose=None):
        _call(self._context.set_default_verify_paths)

    def load_cert_chain(self, certfile, keyfile=None, password=None):
        _call(self._context.use_certificate_chain_file, certfile)
        _call(self._context.use_privatekey_file, keyfile or certfile)

    def set_alpn_protocols(self, protocols):
        wanted = [p.encode("ascii") for p in protocols]
        _call(self._context.set_alpn_protos, wanted)

        def choose(connection, offered):
            return next((p for p in wanted if p in offered), SSL.NO_OVERLAPPING_PROTOCOLS)
        self._context.set_alpn_select_callback(choose)

    def set_ecdh_curve(self, name):
        self._context.set_tmp_ecdh(crypto.get_elliptic_curve(name))

    def set_servername_callback(self, callback):
        def told(connection):
            name = connection.get_servername()
            callback(connection.get_app_data(), name and name.decode("ascii", "replace"), self)
        self._context.set_tlsext_servername_callback(told)

    def watch_secrets(self, take):
        """The engine's own key log (parallax_engine/keylog.py)."""
        if hasattr(self._context, "set_keylog_callback"):
            self._context.set_keylog_callback(lambda connection, line: take(line.decode("ascii", "replace")))

    def wrap_bio(self, incoming, outgoing, server_side=False, server_hostname=None, session=None):
        made = SSLObject.__new__(SSLObject)
        made._make(self, incoming, outgoing, server_side, server_hostname, session)
        return made


class SSLObject(object):
    """OpenSSL.SSL.Connection(context, None)."""

    def __init__(self):
        raise TypeError("wrap_bio makes it")

    def _make(self, context, incoming, outgoing, server_side, server_hostname, session):
        connection = self._connection = SSL.Connection(context._context, None)
        connection.set_app_data(self)
        (connection.set_accept_state if server_side else connection.set_connect_state)()
        if server_hostname is not None and not server_hostname.replace(".", "").isdigit() and ":" not in server_hostname:
            connection.set_tlsext_host_name(server_hostname.encode("idna"))
        if session is not None:
            connection.set_session(session)
        self.server_side, self.server_hostname, self._context = bool(server_side), server_hostname, context
        incoming._tie(connection, True)
        outgoing._tie(connection, False)

    def do_handshake(self):
        return _call(self._connection.do_handshake)

    def read(self, len=1024, buffer=None):
        if buffer is not None:
            return _call(self._connection.recv_into, buffer, len)
        return _call(self._connection.recv, len)

    def write(self, data):
        return _call(self._connection.send, data)

    def unwrap(self):
        return None if _call(self._connection.shutdown) else False

    def pending(self):
        return self._connection.pending()

    def version(self):
        return self._connection.get_protocol_version_name()

    def cipher(self):
        name = self._connection.get_cipher_name()
        return None if name is None else (
            name, self._connection.get_cipher_version(), self._connection.get_cipher_bits())

    def selected_alpn_protocol(self):
        return self._connection.get_alpn_proto_negotiated().decode("ascii", "replace") or None

    def getpeercert(self, binary_form=False):
        found = self._connection.get_peer_certificate()
        if found is None:
            return None
        if not binary_form:
            _none("certificate as a dict: get_peer_certificate() gives an X509 object")
        return crypto.dump_certificate(crypto.FILETYPE_ASN1, found)

    def _chain(self, found):
        return [crypto.dump_certificate(crypto.FILETYPE_ASN1, c) for c in found or ()]

    def get_verified_chain(self):
        return self._chain(self._connection.get_verified_chain())

    def get_unverified_chain(self):
        return self._chain(self._connection.get_peer_cert_chain())

    def get_channel_binding(self, cb_type="tls-unique"):
        if cb_type != "tls-unique":
            raise ValueError("'%s' channel binding type not implemented" % (cb_type,))
        return self._connection.get_peer_finished() if self.server_side else self._connection.get_finished()

    @property
    def session(self):
        return self._connection.get_session()

    @session.setter
    def session(self, session):
        self._connection.set_session(session)

    @property
    def context(self):
        return self._context

    @context.setter
    def context(self, context):
        self._connection.set_context(context._context)
        self._context = context

    @property
    def session_reused(self):
        _none("way to ask whether a session was resumed")

    def shared_ciphers(self):
        _none("shared_ciphers()")

    def compression(self):
        _none("compression()")

    def selected_npn_protocol(self):
        _none("NPN")

    def verify_client_post_handshake(self):
        _none("post-handshake authentication")
