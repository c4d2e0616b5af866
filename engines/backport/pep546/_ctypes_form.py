"""ssl.MemoryBIO and ssl.SSLObject for CPython 2.7, in one file of pure Python: PEP 546 through ctypes.

    import _ctypes_form            # alone, or copied into another package
    _ctypes_form.install()         # ssl.MemoryBIO, ssl.SSLObject, ssl.SSLContext.wrap_bio are there

How it works. Every SSLObject has a real `_ssl._SSLSocket`, made by 2.7's own context over a socket that
was never connected, whose two BIOs are then exchanged for memory BIOs. So what 2.7 sets on a context
(certificates, ALPN, SNI callbacks) works as ever. Operations call libssl directly, and map its errors
as Python 3.13 does.

Needed for that are two pointers that 2.7 does not give away: the SSL_CTX* of a context and the SSL* of
a `_SSLSocket`. Where they are is proven at import (_prove_layout below), by reads that cannot fault, or
the import is refused with an ImportError. Needs CPython 2.7.9 and OpenSSL 1.1.1, or later ones.

Threads: the GIL is held in every call. Two threads may use one object: one waits for the other.
Source: PEP 546; Python 3.13's Lib/ssl.py and its documentation; the manual pages of the functions named.
"""
import ctypes
import os
import re
import sys
import warnings
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_size_t, c_uint, c_uint64, c_ulong, c_void_p
from encodings import idna
from operator import index
from thread import allocate_lock, get_ident

if sys.version_info[:2] != (2, 7):
    raise ImportError("this backport is for Python 2.7; Python 3 has ssl.MemoryBIO of itself")
if not hasattr(sys, "subversion") or sys.subversion[0] != "CPython":
    raise ImportError("this backport is for CPython; it reads CPython's own objects")

import _socket
import _ssl
import ssl

if not hasattr(_ssl, "_SSLContext"):
    raise ImportError("this Python has no ssl.SSLContext (PEP 466): CPython 2.7.9 or later is needed")

__all__ = ["MemoryBIO", "SSLObject", "SSLSession", "SSLCertVerificationError", "wrap_bio", "install"]

INT_MAX = 2 ** 31 - 1
POINTER_SIZE = ctypes.sizeof(c_void_p)


# The library ------------------------------------------------------------------------------------

# libssl's functions as `_ssl` itself reaches them: through the module's own dependencies, or through
# the program's where `_ssl` is built in. That it is the same library is part of the proof below.
_library = ctypes.PyDLL(getattr(_ssl, "__file__", None))


def _function(names, result, *arguments):
    """The first of these functions that the library has. Raises ImportError."""
    for name in names.split():
        try:
            function = _library[name]  # by index: an object of our own, with types of our own
        except AttributeError:
            continue
        function.restype = result
        function.argtypes = arguments
        return function
    raise ImportError("the ssl module's library has no function %s that can be called: it is linked "
                      "statically, or older than OpenSSL 1.1.1 (%s)" % (names, ssl.OPENSSL_VERSION))


def _quick(name, result):
    """The same without argument types, which halves the time of a call. Arguments must be instances of
    c_void_p for pointers, str for octets and integers within a C int."""
    function = _function(name, result)
    del function.argtypes
    return function


OpenSSL_version = _function("OpenSSL_version", c_char_p, c_int)
if not ssl.OPENSSL_VERSION.startswith("OpenSSL ") or OpenSSL_version(0) != ssl.OPENSSL_VERSION:
    raise ImportError("the ssl module uses %s, and the library found has the words %s: not one OpenSSL"
                      % (ssl.OPENSSL_VERSION, OpenSSL_version(0)))
if ssl.OPENSSL_VERSION_NUMBER < 0x10101000:
    raise ImportError("OpenSSL 1.1.1 or later is needed, this is " + ssl.OPENSSL_VERSION)

TLS_method = _function("TLS_method", c_void_p)
SSL_CTX_new = _function("SSL_CTX_new", c_void_p, c_void_p)
SSL_CTX_free = _function("SSL_CTX_free", None, c_void_p)
SSL_CTX_get_options = _function("SSL_CTX_get_options", c_uint64, c_void_p)
SSL_CTX_set_options = _function("SSL_CTX_set_options", c_uint64, c_void_p, c_uint64)
SSL_CTX_clear_options = _function("SSL_CTX_clear_options", c_uint64, c_void_p, c_uint64)
SSL_CTX_set_verify = _function("SSL_CTX_set_verify", None, c_void_p, c_int, c_void_p)
SSL_CTX_get_verify_mode = _function("SSL_CTX_get_verify_mode", c_int, c_void_p)

SSL_new = _function("SSL_new", c_void_p, c_void_p)
SSL_free = _function("SSL_free", None, c_void_p)
SSL_get_SSL_CTX = _function("SSL_get_SSL_CTX", c_void_p, c_void_p)
SSL_get_ex_data = _function("SSL_get_ex_data", c_void_p, c_void_p, c_int)
SSL_ctrl = _function("SSL_ctrl", c_long, c_void_p, c_int, c_long, c_char_p)
SSL_set0_rbio = _function("SSL_set0_rbio", None, c_void_p, c_void_p)
SSL_set0_wbio = _function("SSL_set0_wbio", None, c_void_p, c_void_p)
SSL_get0_param = _function("SSL_get0_param", c_void_p, c_void_p)
SSL_do_handshake = _function("SSL_do_handshake", c_int, c_void_p)
SSL_is_init_finished = _function("SSL_is_init_finished", c_int, c_void_p)
SSL_read = _quick("SSL_read", c_int)
SSL_write = _quick("SSL_write", c_int)
SSL_write_ex = _function("SSL_write_ex", c_int, c_void_p, c_char_p, c_size_t, POINTER(c_size_t))
SSL_pending = _function("SSL_pending", c_int, c_void_p)
SSL_shutdown = _function("SSL_shutdown", c_int, c_void_p)
SSL_get_shutdown = _function("SSL_get_shutdown", c_int, c_void_p)
SSL_set_read_ahead = _function("SSL_set_read_ahead", None, c_void_p, c_int)
SSL_get_error = _function("SSL_get_error", c_int, c_void_p, c_int)
SSL_get_version = _function("SSL_get_version", c_char_p, c_void_p)
SSL_get_verify_result = _function("SSL_get_verify_result", c_long, c_void_p)
SSL_get_peer_certificate = _function("SSL_get1_peer_certificate SSL_get_peer_certificate", c_void_p, c_void_p)
SSL_get_peer_cert_chain = _function("SSL_get_peer_cert_chain", c_void_p, c_void_p)
SSL_get0_verified_chain = _function("SSL_get0_verified_chain", c_void_p, c_void_p)
SSL_get_ciphers = _function("SSL_get_ciphers", c_void_p, c_void_p)
SSL_get_client_ciphers = _function("SSL_get_client_ciphers", c_void_p, c_void_p)
SSL_get_current_cipher = _function("SSL_get_current_cipher", c_void_p, c_void_p)
SSL_CIPHER_get_name = _function("SSL_CIPHER_get_name", c_char_p, c_void_p)
SSL_CIPHER_get_version = _function("SSL_CIPHER_get_version", c_char_p, c_void_p)
SSL_CIPHER_get_bits = _function("SSL_CIPHER_get_bits", c_int, c_void_p, c_void_p)
SSL_get0_alpn_selected = _function("SSL_get0_alpn_selected", None, c_void_p, POINTER(c_void_p), POINTER(c_uint))
SSL_get_finished = _function("SSL_get_finished", c_size_t, c_void_p, c_void_p, c_size_t)
SSL_get_peer_finished = _function("SSL_get_peer_finished", c_size_t, c_void_p, c_void_p, c_size_t)
SSL_session_reused = _function("SSL_session_reused", c_int, c_void_p)
SSL_get_session = _function("SSL_get_session", c_void_p, c_void_p)
SSL_get1_session = _function("SSL_get1_session", c_void_p, c_void_p)
SSL_set_session = _function("SSL_set_session", c_int, c_void_p, c_void_p)
SSL_verify_client_post_handshake = _function("SSL_verify_client_post_handshake", c_int, c_void_p)

SSL_SESSION_free = _function("SSL_SESSION_free", None, c_void_p)
SSL_SESSION_get_id = _function("SSL_SESSION_get_id", c_void_p, c_void_p, POINTER(c_uint))
SSL_SESSION_get_time = _function("SSL_SESSION_get_time", c_long, c_void_p)
SSL_SESSION_get_timeout = _function("SSL_SESSION_get_timeout", c_long, c_void_p)
SSL_SESSION_has_ticket = _function("SSL_SESSION_has_ticket", c_int, c_void_p)
SSL_SESSION_get_ticket_lifetime_hint = _function("SSL_SESSION_get_ticket_lifetime_hint", c_ulong, c_void_p)
i2d_SSL_SESSION = _function("i2d_SSL_SESSION", c_int, c_void_p, POINTER(c_void_p))
d2i_SSL_SESSION = _function("d2i_SSL_SESSION", c_void_p, c_void_p, POINTER(c_void_p), c_long)

BIO_s_mem = _function("BIO_s_mem", c_void_p)
BIO_new = _function("BIO_new", c_void_p, c_void_p)
BIO_free = _function("BIO_free", c_int, c_void_p)
BIO_up_ref = _function("BIO_up_ref", c_int, c_void_p)
BIO_ctrl = _function("BIO_ctrl", c_long, c_void_p, c_int, c_long, c_void_p)
BIO_set_flags = _function("BIO_set_flags", None, c_void_p, c_int)
BIO_clear_flags = _function("BIO_clear_flags", None, c_void_p, c_int)
BIO_ctrl_pending = _quick("BIO_ctrl_pending", c_size_t)
BIO_read = _quick("BIO_read", c_int)
BIO_write = _quick("BIO_write", c_int)

ERR_clear_error = _function("ERR_clear_error", None)
ERR_peek_last_error = _function("ERR_peek_last_error", c_ulong)
ERR_reason_error_string = _function("ERR_reason_error_string", c_char_p, c_ulong)
X509_verify_cert_error_string = _function("X509_verify_cert_error_string", c_char_p, c_long)
X509_free = _function("X509_free", None, c_void_p)
i2d_X509 = _function("i2d_X509", c_int, c_void_p, POINTER(c_void_p))
X509_VERIFY_PARAM_set_hostflags = _function("X509_VERIFY_PARAM_set_hostflags", None, c_void_p, c_uint)
X509_VERIFY_PARAM_set1_host = _function("X509_VERIFY_PARAM_set1_host", c_int, c_void_p, c_char_p, c_size_t)
X509_VERIFY_PARAM_set1_ip = _function("X509_VERIFY_PARAM_set1_ip", c_int, c_void_p, c_void_p, c_size_t)
a2i_IPADDRESS = _function("a2i_IPADDRESS", c_void_p, c_char_p)
ASN1_STRING_get0_data = _function("ASN1_STRING_get0_data", c_void_p, c_void_p)
ASN1_STRING_length = _function("ASN1_STRING_length", c_int, c_void_p)
ASN1_STRING_free = _function("ASN1_STRING_free", None, c_void_p)
OPENSSL_sk_num = _function("OPENSSL_sk_num", c_int, c_void_p)
OPENSSL_sk_value = _function("OPENSSL_sk_value", c_void_p, c_void_p, c_int)
OPENSSL_sk_find = _function("OPENSSL_sk_find", c_int, c_void_p, c_void_p)

# Numbers of openssl/ssl.h, bio.h and x509v3.h.
SSL_CTRL_MODE, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name = 33, 55, 0
SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER, SSL_MODE_AUTO_RETRY = 2, 4
SSL_VERIFY_PEER, SSL_RECEIVED_SHUTDOWN = 1, 2
BIO_C_SET_BUF_MEM_EOF_RETURN = 130
BIO_FLAGS_READ, BIO_FLAGS_RWS, BIO_FLAGS_SHOULD_RETRY = 1, 7, 8
X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS = 4


# The proof --------------------------------------------------------------------------------------

class _Memory(object):
    """Octets of this process, read in a way that cannot fault.

    The kernel is asked to copy them into a pipe: for an address that is not mapped it answers EFAULT,
    where a read of our own would end the process. One page at most, which is less than a pipe holds.
    """

    def __init__(self):
        self._write = ctypes.CDLL(None)["write"]
        self._write.argtypes = [c_int, c_void_p, c_size_t]
        self._write.restype = ctypes.c_ssize_t
        self._ends = os.pipe()

    def close(self):
        for end in self._ends:
            os.close(end)

    def octets(self, address, length):
        """That many octets from there, or None if they are not all readable."""
        written = self._write(self._ends[1], address, length) if address else 0
        if written <= 0:
            return None
        data = os.read(self._ends[0], written)
        return data if written == length else None

    def pointer(self, address):
        """The pointer at that address, or None."""
        data = self.octets(address, POINTER_SIZE)
        return None if data is None else int(c_void_p.from_buffer_copy(data).value or 0)


def _places(data, ctype, value):
    """Offsets at which a C value stands in octets."""
    size = ctypes.sizeof(ctype)
    wanted = buffer(ctype(value))[:]
    return set(at for at in range(0, len(data) - size + 1, size) if data[at:at + size] == wanted)


def _refuse(what):
    raise ImportError("the ssl module's objects are not laid out as this backport knows them (%s); "
                      "nothing was changed" % what)


class _Twin(object):
    """SSL_CTXs and SSLs of our own, made by the same library: what they look like in memory, learnt by
    setting known values through the library's functions and looking where they went. Two of each, and
    what is not in the same place in both was not the structure's own."""

    def __init__(self, memory):
        contexts = [SSL_CTX_new(TLS_method()) for _ in range(2)]
        objects = [SSL_new(c) if c else None for c in contexts]
        try:
            if not all(objects):
                _refuse("the library makes no object")
            self.size = self._size(memory, contexts)
            self.object_size = self._size(memory, objects)

            def places(ctype, value):
                a, b = [_places(memory.octets(c, self.size), ctype, value) for c in contexts]
                return a & b
            self.method = places(c_void_p, TLS_method())
            found = []
            for bits in (ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1, ssl.OP_NO_SSLv3 | ssl.OP_NO_TLSv1_2):
                for context in contexts:
                    SSL_CTX_clear_options(context, 0xFFFFFFFF)
                    SSL_CTX_set_options(context, bits)
                found.append(places(c_uint, SSL_CTX_get_options(contexts[0])))
            self.options = set.intersection(*found)
            found = []
            for mode in (3, 1, 0):
                for context in contexts:
                    SSL_CTX_set_verify(context, mode, None)
                found.append(places(c_int, mode))
            self.verify = set.intersection(*found)
            a, b = [_places(memory.octets(o, self.object_size), c_void_p, c) for o, c in zip(objects, contexts)]
            self.owner = a & b
            for what in ("method", "options", "verify", "owner"):
                if not getattr(self, what):
                    _refuse("no %s to be seen in the library's own structures" % what)
        finally:
            for made in objects:
                SSL_free(made)
            for made in contexts:
                SSL_CTX_free(made)

    @staticmethod
    def _size(memory, addresses):
        """How many octets from each of these addresses can be read, up to a page."""
        for size in (4096, 3072, 2048, 1536, 1024, 512):
            if all(memory.octets(a, size) is not None for a in addresses):
                return size
        _refuse("memory cannot be read through a pipe")


def _has(data, places, ctype, value):
    return places <= _places(data, ctype, value)


VERIFY_BITS = {ssl.CERT_NONE: 0, ssl.CERT_OPTIONAL: 1, ssl.CERT_REQUIRED: 3}


def _prove_layout(make_context, make_object):
    """Offsets of the SSL_CTX* in a context and of the SSL* in a `_SSLSocket`. Raises ImportError.

    Three contexts are given different options and verify modes by Python. What is taken for their
    SSL_CTX* must, wherever an SSL_CTX of our own (_Twin) has its method, options and verify mode, have
    that library's method and the very values that Python set, follow each change, and differ from context to
    context. What is taken for an SSL* must name that context where an SSL of our own names its. Only
    then are two harmless functions called on it: it must answer with its context, and with the
    address of the Python object, which 2.7 keeps there.
    """
    header = object.__basicsize__
    context_at, object_at = header, header + 2 * POINTER_SIZE
    memory = _Memory()
    try:
        twin = _Twin(memory)
        contexts = [make_context() for _ in range(3)]
        if type(contexts[0]).__basicsize__ < context_at + POINTER_SIZE:
            _refuse("a context is too small")
        settings = [(ssl.OP_NO_TLSv1, ssl.CERT_NONE), (ssl.OP_NO_TLSv1_1, ssl.CERT_OPTIONAL),
                    (ssl.OP_NO_TLSv1_2, ssl.CERT_REQUIRED)]
        for turn in range(3):
            seen = set()
            for number, context in enumerate(contexts):
                bits, mode = settings[(number + turn) % 3]
                context.options = ssl.OP_ALL | bits
                context.verify_mode = mode
            for context in contexts:
                pointer = memory.pointer(id(context) + context_at)
                data = memory.octets(pointer, twin.size)
                if data is None or not (
                        _has(data, twin.method, c_void_p, TLS_method()) and
                        _has(data, twin.options, c_uint, context.options & 0xFFFFFFFF) and
                        _has(data, twin.verify, c_int, VERIFY_BITS[context.verify_mode])):
                    _refuse("what stands in a context is no SSL_CTX of this library")
                seen.add(pointer)
            if len(seen) != 3:
                _refuse("three contexts share an SSL_CTX")
        for context in contexts:
            made = make_object(context)
            if type(made).__basicsize__ < object_at + POINTER_SIZE:
                _refuse("an object is too small")
            owner = memory.pointer(id(context) + context_at)
            pointer = memory.pointer(id(made) + object_at)
            data = memory.octets(pointer, twin.object_size)
            if data is None or not _has(data, twin.owner, c_void_p, owner):
                _refuse("what stands in an object is no SSL of its context")
            if SSL_get_SSL_CTX(pointer) != owner or SSL_get_ex_data(pointer, 0) != id(made):
                _refuse("an SSL does not know its Python object")
        return context_at, object_at
    finally:
        memory.close()


def _never_connected():
    """A socket that `_wrap_socket` takes: closed, so that it holds no descriptor, and never used."""
    made = _socket.socket()
    made.close()
    return made


_no_socket = _never_connected()


class _Owner(object):
    """What `_wrap_socket` wants a weak reference to."""


_CONTEXT_AT, _OBJECT_AT = _prove_layout(
    lambda: _ssl._SSLContext(ssl.PROTOCOL_SSLv23),
    lambda context: _ssl._SSLContext._wrap_socket(context, _no_socket, False, None, _Owner()))


def _context_pointer(context):
    return c_void_p.from_address(id(context) + _CONTEXT_AT).value


# Errors -----------------------------------------------------------------------------------------

class SSLCertVerificationError(ssl.SSLError, ssl.CertificateError):
    """The peer's certificate was refused; verify_code and verify_message say why.

    A ValueError too, as in Python 3, by way of 2.7's ssl.CertificateError: code that catches what
    match_hostname raises keeps working.
    """

    def __str__(self):  # the words alone, as _ssl has it for its own classes
        return self.strerror if isinstance(self.strerror, basestring) else str(self.args)


SSLCertVerificationError.__module__ = "ssl"

ERR_LIB_SSL = 20
SSL_R_CERTIFICATE_VERIFY_FAILED = 134
SSL_R_UNEXPECTED_EOF_WHILE_READING = 294
X509_V_ERR_HOSTNAME_MISMATCH = 62
X509_V_ERR_IP_ADDRESS_MISMATCH = 64
SSL_ERROR_WANT_READ, SSL_ERROR_SYSCALL, SSL_ERROR_ZERO_RETURN, SSL_ERROR_SSL = 2, 5, 6, 1
ERROR_EOF, ERROR_INVALID = ssl.SSL_ERROR_EOF, ssl.SSL_ERROR_INVALID_ERROR_CODE

# By SSL_get_error's number: class and words. What is not here looks at the error queue.
_PLAIN = {
    SSL_ERROR_ZERO_RETURN: (ssl.SSLZeroReturnError, "TLS/SSL connection has been closed (EOF)"),
    SSL_ERROR_WANT_READ: (ssl.SSLWantReadError, "The operation did not complete (read)"),
    3: (ssl.SSLWantWriteError, "The operation did not complete (write)"),
    4: (ssl.SSLError, "The operation did not complete (X509 lookup)"),
    7: (ssl.SSLError, "The operation did not complete (connect)"),
}

# openssl/err.h: the names that Python gives to ERR_LIB_*.
_LIBRARIES = {
    2: "SYS", 3: "BN", 4: "RSA", 5: "DH", 6: "EVP", 7: "BUF", 8: "OBJ", 9: "PEM", 10: "DSA", 11: "X509", 13: "ASN1",
    14: "CONF", 15: "CRYPTO", 16: "EC", 20: "SSL", 32: "BIO", 33: "PKCS7", 34: "X509V3", 35: "PKCS12", 36: "RAND",
    37: "DSO", 38: "ENGINE", 39: "OCSP", 40: "UI", 41: "COMP", 42: "ECDSA", 43: "ECDH", 44: "OSSL_STORE", 45: "FIPS",
    46: "CMS", 47: "TS", 48: "HMAC", 50: "CT", 51: "ASYNC", 52: "KDF", 53: "SM2", 54: "ESS", 55: "PROP", 56: "CRMF",
    57: "PROV", 58: "CMP", 59: "OSSL_ENCODER", 60: "OSSL_DECODER", 61: "HTTP",
}

# A reason's name is the library's own text in capitals, but for these; and ERR_R_ reasons, which
# belong to no library, have none.
_ODD_REASONS = {
    "at least (D)TLS 1.2 needed in Suite B mode": "AT_LEAST_TLS_1_2_NEEDED_IN_SUITEB_MODE",
    "illegal Suite B digest": "ILLEGAL_SUITEB_DIGEST",
    "can't find SRP server param": "MISSING_SRP_PARAM",
    "Peer haven't sent GOST certificate, required for selected ciphersuite": "NO_GOST_CERTIFICATE_SENT_BY_PEER",
    "error with the srp params": "SRP_A_CALC",
    "an ecx key": "EXPECTING_A_ECX_KEY",
    "expecting an ec key": "EXPECTING_A_EC_KEY",
    "partially overlapping buffers": "PARTIALLY_OVERLAPPING",
    "salt length check failed": "SLEN_CHECK_FAILED",
    "salt length recovery failed": "SLEN_RECOVERY_FAILED",
}
_OPENSSL_3 = ssl.OPENSSL_VERSION_NUMBER >= 0x30000000


def _unpacked(code):
    """Library and reason of a packed code: ERR_GET_LIB and ERR_GET_REASON of 3.x, or of 1.1.1."""
    if not _OPENSSL_3:
        return (code >> 24) & 0xFF, code & 0xFFF
    if code & 0x80000000:
        return 2, code & 0x7FFFFFFF
    return (code >> 23) & 0xFF, code & 0x7FFFFF


def _reason_name(reason, text):
    if text is None or (reason >> 18 if _OPENSSL_3 else reason < 100):
        return None
    text = text.replace("ssl/tls alert", "sslv3 alert")  # words of OpenSSL 3.2 and later
    return _ODD_REASONS.get(text) or re.sub("[^A-Z0-9]+", "_", text.upper())


def _made_error(kind, number, text, code, pointer=None, hostname=None):
    """The exception that Python 3.13 makes of a packed error code and its circumstances."""
    library = reason = None
    if code:
        lib, number_of_reason = _unpacked(code)
        library_text = ERR_reason_error_string(code)
        library = _LIBRARIES.get(lib)
        reason = _reason_name(number_of_reason, library_text)
        if text is None:
            text = library_text
    text = text or "unknown error"
    verify_code = verify_message = None
    if kind is SSLCertVerificationError and pointer is not None:
        verify_code = SSL_get_verify_result(pointer)
        if verify_code == X509_V_ERR_HOSTNAME_MISMATCH:
            verify_message = "Hostname mismatch, certificate is not valid for '%s'." % hostname
        elif verify_code == X509_V_ERR_IP_ADDRESS_MISMATCH:
            verify_message = "IP address mismatch, certificate is not valid for '%s'." % hostname
        else:
            verify_message = X509_verify_cert_error_string(verify_code)
    if library and reason and verify_message:
        text = "[%s: %s] %s: %s" % (library, reason, text, verify_message)
    elif library and reason:
        text = "[%s: %s] %s" % (library, reason, text)
    elif library:
        text = "[%s] %s" % (library, text)
    error = kind(number, text)
    error.library, error.reason = library, reason
    if kind is SSLCertVerificationError:
        error.verify_code, error.verify_message = verify_code, verify_message
    return error


def _failure(pointer, hostname, returned):
    """The exception for a call on an SSL that did not succeed; the queue is empty after it."""
    number = SSL_get_error(pointer, returned)
    code = ERR_peek_last_error()
    kind, text = _PLAIN.get(number, (ssl.SSLError, None))
    if text is None:
        is_ssl, reason = (_unpacked(code)[0] == ERR_LIB_SSL, _unpacked(code)[1]) if code else (False, 0)
        if number not in (SSL_ERROR_SYSCALL, SSL_ERROR_SSL):
            number, text = ERROR_INVALID, "Invalid error code"
        elif is_ssl and reason == SSL_R_CERTIFICATE_VERIFY_FAILED:
            kind = SSLCertVerificationError
        elif number == SSL_ERROR_SYSCALL and not code or (
                number == SSL_ERROR_SSL and is_ssl and reason == SSL_R_UNEXPECTED_EOF_WHILE_READING):
            kind, number, text = ssl.SSLEOFError, ERROR_EOF, "EOF occurred in violation of protocol"
        elif not code:
            text = "A failure in the SSL library occurred"
    error = _made_error(kind, number, text, code, pointer, hostname)
    ERR_clear_error()
    return error


def _call_failure():
    """The exception for a call that is no operation on a connection: errno is the reason's number."""
    code = ERR_peek_last_error()
    error = _made_error(ssl.SSLError, int(_unpacked(code)[1]) if code else 0, None, code)
    ERR_clear_error()
    return error


# Octets -----------------------------------------------------------------------------------------

def _not_octets(thing):
    return TypeError("a bytes-like object is required, not '%s'" % type(thing).__name__)


def _is_contiguous(view):
    size = view.itemsize
    for length, stride in reversed(zip(view.shape or (), view.strides or ())):
        if length > 1 and stride != size:
            return False
        size *= length
    return True


def _octets(thing):
    """The octets of anything that has some, as str: with the new buffer interface or only the old one
    (array.array, mmap). unicode has the old one, and is refused as Python 3 refuses text."""
    if isinstance(thing, unicode):
        raise _not_octets(thing)
    try:
        view = memoryview(thing)
    except TypeError:
        try:
            return str(buffer(thing))
        except TypeError:
            raise _not_octets(thing)
    if not _is_contiguous(view):
        raise BufferError("memoryview: underlying buffer is not C-contiguous")
    return view.tobytes()


class _PyBuffer(ctypes.Structure):
    """Py_buffer of Python 2.7's Include/object.h, the same in all its patch levels."""
    _fields_ = [("buf", c_void_p), ("obj", ctypes.py_object), ("len", ctypes.c_ssize_t),
                ("itemsize", ctypes.c_ssize_t), ("readonly", c_int), ("ndim", c_int), ("format", c_char_p),
                ("shape", c_void_p), ("strides", c_void_p), ("suboffsets", c_void_p),
                ("smalltable", ctypes.c_ssize_t * 2), ("internal", c_void_p)]


PyBUF_WRITABLE = 1
PyObject_GetBuffer = ctypes.pythonapi["PyObject_GetBuffer"]
PyObject_GetBuffer.argtypes = [ctypes.py_object, POINTER(_PyBuffer), c_int]
PyBuffer_IsContiguous = ctypes.pythonapi["PyBuffer_IsContiguous"]
PyBuffer_IsContiguous.argtypes = [POINTER(_PyBuffer), ctypes.c_char]
PyBuffer_Release = ctypes.pythonapi["PyBuffer_Release"]
PyBuffer_Release.argtypes = [POINTER(_PyBuffer)]
PyBuffer_Release.restype = None
PyString_FromStringAndSize = ctypes.pythonapi["PyString_FromStringAndSize"]
PyString_FromStringAndSize.argtypes = [c_void_p, ctypes.c_ssize_t]
PyString_FromStringAndSize.restype = ctypes.py_object


def _not_writable(thing):
    return TypeError("read() argument 2 must be read-write bytes-like object, not %s" % type(thing).__name__)


def _fill(target, fetch, most):
    """Has `fetch(address, length)` write into a caller's buffer, and gives what it returns. The buffer
    cannot be resized meanwhile. `most` as the size of SSLObject.read."""
    if isinstance(target, unicode):
        raise _not_writable(target)
    view = _PyBuffer()
    try:
        memoryview(target)
    except TypeError:
        return _fill_old(target, fetch, most)
    try:
        PyObject_GetBuffer(target, byref(view), PyBUF_WRITABLE)
    except BufferError:
        raise _not_writable(target)
    try:
        if view.readonly or not PyBuffer_IsContiguous(byref(view), "C"):
            raise _not_writable(target)
        length = view.len if most <= 0 or most > view.len else most
        return fetch(view.buf, length) if length else 0
    finally:
        PyBuffer_Release(byref(view))


def _fill_old(target, fetch, most):
    """The same for the old buffer interface, which cannot be locked: by way of a buffer of our own, and
    looked at again when there is something to put there."""
    try:
        length = len(buffer(target))
        (ctypes.c_char * length).from_buffer(target)
    except TypeError:
        raise _not_writable(target)
    length = length if most <= 0 or most > length else most
    if not length:
        return 0
    own = ctypes.create_string_buffer(min(length, _RECORD))
    count = fetch(ctypes.addressof(own), len(own))
    there = (ctypes.c_char * min(count, len(buffer(target)))).from_buffer(target)
    ctypes.memmove(there, own, len(there))
    return count


# Buffers to read into, kept from call to call: making one costs more than reading a small record.
# More than the plaintext of a record (RFC 8446, section 5.1), and one call gives a record at most.
_RECORD = 16384 + 256
_scratch = []


def _c_int(value):
    """As Python 3's argument parser takes an int."""
    try:
        value = index(value)
    except TypeError:
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(value).__name__)
    return value


# MemoryBIO --------------------------------------------------------------------------------------

class _Bio(c_void_p):
    """A BIO* and our reference to it. A leaf: having __del__, it must not be part of a cycle."""

    def __del__(self, free=BIO_free):
        if self.value:
            free(self)


class _Final(type):
    """The class of a class that cannot be derived from, as C types often are."""

    def __new__(mcs, name, bases, members):
        for base in bases:
            if type(base) is mcs:
                raise TypeError("type '_ssl.%s' is not an acceptable base type" % base.__name__)
        return type.__new__(mcs, name, bases, members)


def _not_copied(self, *protocol):
    raise TypeError("cannot pickle '_ssl.%s' object" % type(self).__name__)


class MemoryBIO(object):
    """A buffer in memory that an SSLObject reads from or writes to: ssl.MemoryBIO of Python 3."""

    __metaclass__ = _Final
    __module__ = "_ssl"  # as Python 3 says
    __slots__ = ("_bio", "_ended")
    __reduce__ = __reduce_ex__ = _not_copied

    def __new__(cls, *arguments, **keywords):
        if arguments or keywords:
            raise TypeError("MemoryBIO() takes no arguments")
        self = object.__new__(cls)
        self._ended = False
        self._bio = _Bio(BIO_new(BIO_s_mem()))
        if not self._bio:
            raise MemoryError()
        BIO_set_flags(self._bio, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY)
        BIO_ctrl(self._bio, BIO_C_SET_BUF_MEM_EOF_RETURN, -1, None)
        return self

    def __init__(self, *arguments, **keywords):
        if arguments or keywords:
            raise TypeError("MemoryBIO() takes no arguments")

    def read(self, *size):
        """read([size]): at most that many octets, all there are without it or for a negative one."""
        there = BIO_ctrl_pending(self._bio)
        if size:
            if len(size) > 1:
                raise TypeError("read expected at most 1 argument, got %d" % len(size))
            wanted = _c_int(size[0])
            if not -INT_MAX - 1 <= wanted <= INT_MAX:
                raise OverflowError("Python int too large to convert to C int")
            there = BIO_ctrl_pending(self._bio)  # __index__ may have done anything
            if 0 <= wanted < there:
                there = int(wanted)
        if not there:
            return ""
        data = PyString_FromStringAndSize(None, there if there <= INT_MAX else INT_MAX)
        count = BIO_read(self._bio, data, len(data))
        if count < 0:
            raise _call_failure()
        return data if count == len(data) else data[:count]

    def write(self, __data):
        """write(b): all of its octets, and how many they are."""
        data = __data  # a name that no caller gives: positional only
        if type(data) is not str:
            data = _octets(data)
        if len(data) > INT_MAX:
            raise OverflowError("string longer than %d bytes" % INT_MAX)
        if self._ended:
            raise ssl.SSLError("cannot write() after write_eof()")
        count = BIO_write(self._bio, data, len(data))
        if count < 0:
            raise _call_failure()
        return count

    def write_eof(self):
        """Nothing more will be written; once all is read, `eof` is true."""
        self._ended = True
        BIO_clear_flags(self._bio, BIO_FLAGS_RWS | BIO_FLAGS_SHOULD_RETRY)
        BIO_ctrl(self._bio, BIO_C_SET_BUF_MEM_EOF_RETURN, 0, None)

    @property
    def pending(self):
        """How many octets there are to read."""
        return BIO_ctrl_pending(self._bio)

    @property
    def eof(self):
        """Whether write_eof() was called and all has been read."""
        return self._ended and not BIO_ctrl_pending(self._bio)


# SSLSession -------------------------------------------------------------------------------------

class _Session(c_void_p):
    """An SSL_SESSION* and our reference to it; a leaf, as _Bio is."""

    def __del__(self, free=SSL_SESSION_free):
        if self.value:
            free(self)


def _copied_session(pointer):
    """A copy of a session, through its encoding as Python 3 does it. ValueError if it is no session yet."""
    length = i2d_SSL_SESSION(pointer, None)
    if not 0 < length <= 0xFF00:  # CPython's bound: what a DTLS ticket may hold
        ERR_clear_error()
        raise ValueError("i2d() failed")
    encoded = ctypes.create_string_buffer(length)
    at = c_void_p(ctypes.addressof(encoded))
    if i2d_SSL_SESSION(pointer, byref(at)) <= 0:
        raise ValueError("i2d() failed")
    at = c_void_p(ctypes.addressof(encoded))
    made = _Session(d2i_SSL_SESSION(None, byref(at), length))
    if not made:
        raise ValueError("d2i() failed")
    return made


class SSLSession(object):
    """What SSLObject.session gives, and takes for the next connection of the same context."""

    __metaclass__ = _Final
    __module__ = "_ssl"  # as Python 3 says
    __slots__ = ("_pointer", "_context")
    __hash__ = None
    __reduce__ = __reduce_ex__ = _not_copied

    def __new__(cls, *arguments, **keywords):
        raise TypeError("cannot create '_ssl.SSLSession' instances")

    @property
    def id(self):
        length = c_uint()
        at = SSL_SESSION_get_id(self._pointer, byref(length))
        return ctypes.string_at(at, length.value)

    time = property(lambda self: int(SSL_SESSION_get_time(self._pointer)))
    timeout = property(lambda self: int(SSL_SESSION_get_timeout(self._pointer)))
    ticket_lifetime_hint = property(lambda self: int(SSL_SESSION_get_ticket_lifetime_hint(self._pointer)))
    has_ticket = property(lambda self: bool(SSL_SESSION_has_ticket(self._pointer)))

    def __eq__(self, other):
        return self.id == other.id if isinstance(other, SSLSession) else NotImplemented

    def __ne__(self, other):
        return self.id != other.id if isinstance(other, SSLSession) else NotImplemented


def _made_session(pointer, context):
    self = object.__new__(SSLSession)
    self._pointer, self._context = _Session(pointer), context
    return self


# SSLObject --------------------------------------------------------------------------------------

class _Ssl(c_void_p):
    """An SSL*, and in `native` the `_SSLSocket` that it belongs to, which so lives as long as a call
    on it lasts, whatever a callback drops."""
    __slots__ = ("native",)


def _encoded_hostname(name):
    """As Python 3 encodes a name: text by IDNA, here also text in a str; None stays."""
    if name is None:
        return None
    if isinstance(name, bytearray):
        return str(name.decode("ascii"))
    if not isinstance(name, unicode):
        name = name.decode("ascii")
    if not name:
        return ""
    try:
        return name.encode("idna")
    except UnicodeEncodeError:
        raise
    except UnicodeError as error:
        raise _label_error(name, str(error))


def _label_error(name, said):
    """2.7's complaint about a name as Python 3.13 words it, with the place of the label in it."""
    at = 0
    for label in idna.dots.split(name):
        try:
            idna.ToASCII(label)
        except UnicodeError:
            if said == "label empty or too long":
                said = "label too long" if label else "label empty"
            return UnicodeEncodeError("idna", name, at, at + max(1, len(label)), said)
        at += len(label) + 1
    return UnicodeEncodeError("idna", name, 0, len(name), said)


def _nothing_yet():
    return _made_error(ssl.SSLWantReadError, SSL_ERROR_WANT_READ, _PLAIN[SSL_ERROR_WANT_READ][1], 0)


def _reentered():
    return _made_error(ssl.SSLError, SSL_ERROR_SSL, "the object is in use: an operation on it called back, and "
                       "the callback called it again", 0)


class SSLObject(object):
    """A TLS connection over two MemoryBIOs: ssl.SSLObject of Python 3.13. SSLContext.wrap_bio makes it."""

    __module__ = "ssl"

    def __init__(self, *arguments, **keywords):
        raise TypeError("%s does not have a public constructor. Instances are returned by SSLContext.wrap_bio()."
                        % type(self).__name__)

    @classmethod
    def _create(cls, incoming, outgoing, server_side=False, server_hostname=None, session=None, context=None):
        for name, bio in (("incoming", incoming), ("outgoing", outgoing)):
            if type(bio) is not MemoryBIO:
                raise TypeError("_wrap_bio() argument '%s' must be _ssl.MemoryBIO, not %s"
                                % (name, type(bio).__name__))
        if server_hostname is not None and "\0" in server_hostname:
            raise TypeError("argument must be encoded string without null bytes, not str")
        server_side = bool(server_side)
        self = cls.__new__(cls)
        native = _ssl._SSLContext._wrap_socket(context, _no_socket, server_side, None, self)
        pointer = _Ssl(c_void_p.from_address(id(native) + _OBJECT_AT).value)
        pointer.native = native
        # Each of these takes over one reference.
        BIO_up_ref(incoming._bio)
        SSL_set0_rbio(pointer, incoming._bio)
        BIO_up_ref(outgoing._bio)
        SSL_set0_wbio(pointer, outgoing._bio)
        SSL_ctrl(pointer, SSL_CTRL_MODE, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_AUTO_RETRY, None)
        X509_VERIFY_PARAM_set_hostflags(SSL_get0_param(pointer), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS)
        self._sslobj, self._ssl = native, pointer
        self._server_side, self._server_hostname, self._closing = server_side, None, False
        # Held by an operation that may call back. libssl is not made to be entered twice: a second handshake
        # inside the first frees things twice, a write inside it goes out in the clear (Python 3.13 has both).
        self._lock, self._owner = allocate_lock(), None
        if server_hostname is not None:
            self._configure_hostname(server_hostname, context)
        if session is not None:
            self.session = session
        return self

    def _configure_hostname(self, name, context):
        if not name or name.startswith("."):
            raise ValueError("server_hostname cannot be an empty string or start with a leading dot.")
        address = a2i_IPADDRESS(name)
        try:
            if not address:
                ERR_clear_error()
            self._server_hostname = name
            if not address and SSL_ctrl(self._ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name) != 1:
                raise _call_failure()
            if not context.check_hostname:
                return
            param = SSL_get0_param(self._ssl)
            if address:
                done = X509_VERIFY_PARAM_set1_ip(param, ASN1_STRING_get0_data(address), ASN1_STRING_length(address))
            else:
                done = X509_VERIFY_PARAM_set1_host(param, name, len(name))
            if done != 1:
                raise _call_failure()
        finally:
            if address:
                ASN1_STRING_free(address)

    def _wait(self, error):
        """Takes the lock that another thread has; from inside an operation of this thread, raises."""
        if self._owner == get_ident():
            raise error()
        self._lock.acquire()

    # The connection.

    def do_handshake(self):
        """Goes on with the handshake; SSLWantReadError until it is finished."""
        if not self._lock.acquire(False):
            self._wait(_reentered)
        self._owner = get_ident()
        try:
            returned = SSL_do_handshake(self._ssl)
            if returned < 1:  # said before another thread's call changes what the SSL says of this one
                raise _failure(self._ssl, self._server_hostname, returned)
        finally:
            self._owner = None
            self._lock.release()

    def read(self, len=1024, buffer=None):
        """Octets of the stream, at most `len`; or how many were put into `buffer`."""
        if buffer is None and type(len) is int and 0 < len < 1 << 30:
            if not self._lock.acquire(False):
                self._wait(_nothing_yet)
            self._owner = get_ident()
            try:
                scratch = _scratch.pop() if _scratch else ctypes.create_string_buffer(_RECORD)
                count = SSL_read(self._ssl, scratch, len if len < _RECORD else _RECORD)
                data = scratch[:count] if count > 0 else None
                _scratch.append(scratch)
                return data if data is not None else self._ended(count)
            finally:
                self._owner = None
                self._lock.release()
        return self._read(len, buffer)

    def _read(self, size, target):
        size = _c_int(size)
        if not -2 ** 63 <= size < 2 ** 63:
            raise OverflowError("Python int too large to convert to C ssize_t")
        if target is None:
            if size < 0:
                raise ValueError("size should not be negative")
            if size == 0:
                return ""
            if size > 2 ** 63 - 1 - 33:  # CPython's: what a bytes object has beside its octets
                raise OverflowError("byte string is too large")
            PyString_FromStringAndSize(None, size)  # MemoryError, as Python 3
            return self.read(int(min(size, _RECORD)))

        def fetch(address, length):
            if not self._lock.acquire(False):
                self._wait(_nothing_yet)
            self._owner = get_ident()
            try:
                count = SSL_read(self._ssl, c_void_p(address), int(min(length, _RECORD)))
                return count if count > 0 else len(self._ended(count))
            finally:
                self._owner = None
                self._lock.release()
        return _fill(target, fetch, size)

    def _ended(self, returned):
        """A read that gave nothing: the peer's close_notify is an empty result, the rest raises."""
        pointer = self._ssl
        if (SSL_get_error(pointer, returned) == SSL_ERROR_ZERO_RETURN and
                SSL_get_shutdown(pointer) == SSL_RECEIVED_SHUTDOWN):
            return ""
        raise _failure(pointer, self._server_hostname, returned)

    def write(self, data):
        """Encrypts all of `data`; its length."""
        if type(data) is not str:
            data = _octets(data)
        if not self._lock.acquire(False):
            self._wait(_reentered)
        self._owner = get_ident()
        try:
            if 0 < len(data) <= INT_MAX:
                count = SSL_write(self._ssl, data, len(data))
                if count > 0:
                    return count
            else:
                written, count = c_size_t(), 0
                if SSL_write_ex(self._ssl, data, len(data), byref(written)):
                    return int(written.value)
            raise _failure(self._ssl, self._server_hostname, count)
        finally:
            self._owner = None
            self._lock.release()

    def unwrap(self):
        """Sends close_notify, and looks for the peer's."""
        pointer = self._ssl
        # Twice at most: the first sends, the second looks.
        for attempt in range(2):
            if self._closing:
                SSL_set_read_ahead(pointer, 0)
            returned = SSL_shutdown(pointer)
            if returned:
                break
            if not attempt:
                self._closing = True
        if returned < 0:
            raise _failure(pointer, self._server_hostname, returned)

    def pending(self):
        """How many octets of the record being read are left."""
        return SSL_pending(self._ssl)

    def verify_client_post_handshake(self):
        if not SSL_verify_client_post_handshake(self._ssl):
            raise _call_failure()

    # What it is, and what was agreed on.

    @property
    def context(self):
        return self._sslobj.context

    @context.setter
    def context(self, context):
        self._sslobj.context = context

    @property
    def server_side(self):
        return self._server_side

    @property
    def server_hostname(self):
        return self._server_hostname

    def version(self):
        if not SSL_is_init_finished(self._ssl):
            return None
        version = SSL_get_version(self._ssl)
        return None if version == "unknown" else version

    def cipher(self):
        cipher = SSL_get_current_cipher(self._ssl)
        return _described_cipher(cipher) if cipher else None

    def shared_ciphers(self):
        own, theirs = SSL_get_ciphers(self._ssl), SSL_get_client_ciphers(self._ssl)
        if not own or not theirs:
            return None
        all_of_own = [OPENSSL_sk_value(own, i) for i in range(OPENSSL_sk_num(own))]
        return [_described_cipher(c) for c in all_of_own if OPENSSL_sk_find(theirs, c) >= 0]

    def compression(self):
        return self._sslobj.compression()

    def selected_alpn_protocol(self):
        at, length = c_void_p(), c_uint()
        SSL_get0_alpn_selected(self._ssl, byref(at), byref(length))
        return ctypes.string_at(at.value, length.value) if at.value else None

    def selected_npn_protocol(self):
        """None from Python 3.10 on, which has no NPN; what was negotiated, where 2.7 has it."""
        warnings.warn("ssl NPN is deprecated, use ALPN instead", DeprecationWarning, stacklevel=2)
        ask = getattr(self._sslobj, "selected_npn_protocol", None)
        return ask() if ask is not None else None

    def getpeercert(self, binary_form=False):
        pointer = self._ssl
        if not SSL_is_init_finished(pointer):
            raise ValueError("handshake not done yet")
        peer = SSL_get_peer_certificate(pointer)
        if not peer:
            return None
        try:
            if binary_form:
                return _der(peer)
        finally:
            X509_free(peer)
        if not SSL_CTX_get_verify_mode(SSL_get_SSL_CTX(pointer)) & SSL_VERIFY_PEER:
            return {}
        # 2.7 decodes certificates well enough, once it has been told that the handshake is over; this call
        # of it does nothing else then.
        self._sslobj.do_handshake()
        return self._sslobj.peer_certificate(False)

    def get_verified_chain(self):
        return _chain(SSL_get0_verified_chain(self._ssl))

    def get_unverified_chain(self):
        chain = SSL_get_peer_cert_chain(self._ssl)
        if not chain or not self._server_side:
            return _chain(chain)
        peer = SSL_get_peer_certificate(self._ssl)  # which a server's list leaves out
        if not peer:
            raise AttributeError("'NoneType' object has no attribute 'public_bytes'")
        try:
            return [_der(peer)] + _chain(chain)
        finally:
            X509_free(peer)

    def get_channel_binding(self, cb_type="tls-unique"):
        if not isinstance(cb_type, basestring):
            raise TypeError("get_channel_binding() argument 'cb_type' must be str, not %s"
                            % ("None" if cb_type is None else type(cb_type).__name__))
        if cb_type != "tls-unique":
            raise ValueError("'%s' channel binding type not implemented" % (cb_type,))
        found = ctypes.create_string_buffer(128)
        own = bool(SSL_session_reused(self._ssl)) == self._server_side
        length = (SSL_get_finished if own else SSL_get_peer_finished)(self._ssl, found, len(found))
        return found.raw[:min(length, len(found))] if length else None

    @property
    def session_reused(self):
        return bool(SSL_session_reused(self._ssl))

    @property
    def session(self):
        pointer = SSL_get_session(self._ssl)
        if not pointer:
            return None
        _copied_session(pointer)  # ValueError while it is none yet
        return _made_session(SSL_get1_session(self._ssl), self.context)

    @session.setter
    def session(self, session):
        if not isinstance(session, SSLSession):
            raise TypeError("Value is not a SSLSession.")
        if _context_pointer(session._context) != SSL_get_SSL_CTX(self._ssl):
            raise ValueError("Session refers to a different SSLContext.")
        if self._server_side:
            raise ValueError("Cannot set session for server-side SSLSocket.")
        if SSL_is_init_finished(self._ssl):
            raise ValueError("Cannot set session after handshake.")
        if not SSL_set_session(self._ssl, _copied_session(session._pointer)):
            raise _call_failure()


def _described_cipher(cipher):
    return SSL_CIPHER_get_name(cipher), SSL_CIPHER_get_version(cipher), SSL_CIPHER_get_bits(cipher, None)


def _der(certificate):
    length = i2d_X509(certificate, None)
    if length < 0:
        raise _call_failure()
    data = ctypes.create_string_buffer(length)
    i2d_X509(certificate, byref(c_void_p(ctypes.addressof(data))))
    return data.raw


def _chain(stack):
    if not stack:
        return []
    return [_der(OPENSSL_sk_value(stack, i)) for i in range(OPENSSL_sk_num(stack))]


# The face ---------------------------------------------------------------------------------------

def wrap_bio(context, incoming, outgoing, server_side=False, server_hostname=None, session=None):
    """An SSLObject over two MemoryBIOs: SSLContext.wrap_bio of Python 3."""
    if not isinstance(context, _ssl._SSLContext):
        raise TypeError("wrap_bio() wants an SSLContext, not %s" % type(context).__name__)
    return getattr(context, "sslobject_class", SSLObject)._create(
        incoming, outgoing, server_side, _encoded_hostname(server_hostname), session, context)


def install():
    """Puts the names on `ssl`, unless it has them. What pep546.install() does, for this file alone."""
    if hasattr(ssl, "MemoryBIO") and hasattr(ssl, "SSLObject"):
        return
    for name in ("MemoryBIO", "SSLObject", "SSLSession", "SSLCertVerificationError"):
        setattr(ssl, name, globals()[name])
    ssl.SSLContext.sslobject_class = SSLObject
    ssl.SSLContext.wrap_bio = wrap_bio
