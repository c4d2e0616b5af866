"""The backport as a program of Python 2.7 meets it: handshakes, data, ends, names, certificates, sessions."""
import ssl
import unittest

from support import Pair, TLS12, client_context, error_of, pki, server_context


class Connections(unittest.TestCase):
    def test_data_goes_both_ways_in_tls_1_2_and_1_3(self):
        for options, version in ((0, "TLSv1.3"), (TLS12, "TLSv1.2")):
            pair = Pair(options=options).handshake()
            self.assertEqual(pair.client.version(), version)
            self.assertEqual(pair.client.write(b"to the server"), 13)
            self.assertEqual(pair.server.read(), b"to the server")
            self.assertEqual(pair.server.write(bytearray(b"back")), 4)
            self.assertEqual(pair.client.read(2), b"ba")
            self.assertEqual(pair.client.pending(), 2)
            room = bytearray(5)
            self.assertEqual(pair.client.read(9, room), 2)
            self.assertEqual(room, b"ck\0\0\0")

    def test_nothing_known_before_the_handshake(self):
        client = Pair().client
        self.assertIsNone(client.version())
        self.assertIsNone(client.cipher())
        self.assertIsNone(client.session)
        self.assertIs(client.session_reused, False)
        self.assertIs(client.server_side, False)
        self.assertEqual(client.pending(), 0)
        self.assertIsNone(client.selected_alpn_protocol())
        error_of(self, ValueError, client.getpeercert)

    def test_want_read_has_errno_and_words(self):
        error = error_of(self, ssl.SSLWantReadError, Pair().client.do_handshake)
        self.assertEqual(error.args, (2, "The operation did not complete (read)"))
        self.assertEqual((error.errno, error.reason, error.library), (2, None, None))

    def test_half_close(self):
        pair = Pair().handshake()
        error_of(self, ssl.SSLWantReadError, pair.client.unwrap)
        self.assertEqual(pair.server.read(), b"")
        self.assertEqual(pair.server.write(b"late"), 4)
        self.assertEqual(pair.client.read(), b"late")
        self.assertIsNone(pair.server.unwrap())
        error_of(self, ssl.SSLZeroReturnError, pair.client.read)
        self.assertEqual(error_of(self, ssl.SSLError, pair.client.write, b"x").reason,
                         "PROTOCOL_IS_SHUTDOWN")

    def test_end_of_stream_without_close_notify(self):
        pair = Pair().handshake()
        pair.to_client.write_eof()
        self.assertEqual(error_of(self, ssl.SSLEOFError, pair.client.read).errno, 8)

    def test_garbage_is_an_error_with_its_reason(self):
        pair = Pair()
        pair.to_client.write(b"HTTP/1.0 400 Bad Request\r\n\r\n")
        error = error_of(self, ssl.SSLError, pair.client.do_handshake)
        self.assertEqual((error.errno, error.library, error.reason), (1, "SSL", "WRONG_VERSION_NUMBER"))
        self.assertTrue(str(error).startswith("[SSL: WRONG_VERSION_NUMBER] "), str(error))

    def test_alpn(self):
        client, server = client_context(), server_context()
        client.set_alpn_protocols(["h2", "http/1.1"])
        server.set_alpn_protocols(["http/1.1"])
        pair = Pair(client, server).handshake()
        self.assertEqual(pair.client.selected_alpn_protocol(), "http/1.1")
        self.assertIs(type(pair.server.selected_alpn_protocol()), str)

    def test_channel_bindings_agree(self):
        pair = Pair(options=TLS12).handshake()
        self.assertEqual(len(pair.client.get_channel_binding()), 12)
        self.assertEqual(pair.client.get_channel_binding("tls-unique"),
                         pair.server.get_channel_binding())
        error = error_of(self, ValueError, pair.client.get_channel_binding, "tls-exporter")
        self.assertEqual(str(error), "'tls-exporter' channel binding type not implemented")


class Names(unittest.TestCase):
    def test_a_wrong_name_is_refused_as_both_kinds_of_error(self):
        error = error_of(self, ssl.SSLCertVerificationError, Pair(hostname="other.test").handshake)
        self.assertIsInstance(error, ssl.SSLError)
        self.assertIsInstance(error, ssl.CertificateError)
        self.assertEqual(error.verify_code, 62)
        words = "Hostname mismatch, certificate is not valid for 'other.test'."
        self.assertEqual(error.verify_message, words)
        self.assertEqual(error.reason, "CERTIFICATE_VERIFY_FAILED")
        self.assertEqual(str(error),
                         "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: " + words)

    def test_addresses_are_matched_and_not_sent(self):
        seen = []
        server = server_context()
        server.set_servername_callback(lambda end, name, context: seen.append(name))
        Pair(server=server, hostname="127.0.0.1").handshake()
        self.assertEqual(seen, [None])
        error_of(self, ssl.SSLCertVerificationError, Pair(hostname="127.0.0.2").handshake)

    def test_an_unknown_authority_is_refused(self):
        error = error_of(self, ssl.SSLCertVerificationError,
                         Pair(client_context("other-root")).handshake)
        self.assertEqual(error.verify_code, 20)

    def test_without_check_hostname_any_name_will_do(self):
        client = client_context()
        client.check_hostname = False
        Pair(client, hostname="other.test").handshake()

    def test_host_names_are_encoded(self):
        client = client_context()
        bios = ssl.MemoryBIO(), ssl.MemoryBIO()
        for given, shown in ((u"b\xfccher.test", "xn--bcher-kva.test"), ("localhost", "localhost"),
                             (bytearray(b"localhost"), "localhost"),
                             (bytearray(b"a..b"), "a..b"), (None, None)):
            name = client.wrap_bio(*bios, server_hostname=given).server_hostname
            self.assertEqual(name, shown)
            self.assertIs(type(name), type(shown))

    def test_bad_host_names(self):
        client = client_context()
        bios = ssl.MemoryBIO(), ssl.MemoryBIO()
        for name, kind in (("", ValueError), (".localhost", UnicodeEncodeError), ("a..b", UnicodeEncodeError),
                           ("a" * 64, UnicodeEncodeError), ("local\0host", TypeError), (7, AttributeError),
                           (b"\xff", UnicodeDecodeError), (bytearray(b"\xff"), UnicodeDecodeError)):
            error_of(self, kind, client.wrap_bio, *bios, server_hostname=name)
        long_name = ".".join(["a" * 63] * 5)
        self.assertEqual(
            error_of(self, ssl.SSLError, client.wrap_bio, *bios, server_hostname=long_name).errno, 319)


class Callbacks(unittest.TestCase):
    def test_the_callback_gets_the_object_and_may_change_its_context(self):
        other = server_context("rsa2048")
        server = server_context()
        seen = []

        def choose(end, name, context):
            seen.append((end, name, context))
            end.context = other
        server.set_servername_callback(choose)
        pair = Pair(server=server).handshake()
        self.assertEqual(seen, [(pair.server, u"localhost", server)])
        self.assertIs(pair.server.context, other)
        self.assertEqual(pair.client.getpeercert()["subject"], ((("commonName", u"rsa2048"),),))

    def test_the_callback_can_refuse(self):
        server = server_context()
        server.set_servername_callback(
            lambda end, name, context: ssl.ALERT_DESCRIPTION_ACCESS_DENIED)
        pair = Pair(server=server)
        self.assertEqual(error_of(self, ssl.SSLError, pair.handshake).reason, "CALLBACK_FAILED")
        self.assertEqual(error_of(self, ssl.SSLError, pair.client.do_handshake).reason,
                         "TLSV1_ALERT_ACCESS_DENIED")

    def test_one_context_serves_sockets_and_memory(self):
        import socket
        import threading
        server = server_context()
        seen = []
        server.set_servername_callback(lambda end, name, context: seen.append(type(end)))
        Pair(server=server).handshake()
        left, right = socket.socketpair()
        left = socket.socket(_sock=left)
        right = socket.socket(_sock=right)
        thread = threading.Thread(target=lambda: server.wrap_socket(left, server_side=True).close())
        thread.start()
        client_context().wrap_socket(right, server_hostname="localhost").close()
        thread.join()
        self.assertEqual(seen, [ssl.SSLObject, ssl.SSLSocket])


class Certificates(unittest.TestCase):
    def test_the_dict_is_that_of_2_7(self):
        pair = Pair().handshake()
        import _ssl
        own = _ssl._test_decode_cert(pki("p256.pem"))
        ours = pair.client.getpeercert()
        self.assertEqual(ours, own)
        self.assertEqual(repr(sorted(ours.items())), repr(sorted(own.items())))
        self.assertEqual(pair.client.getpeercert(True),
                         ssl.PEM_cert_to_DER_cert(open(pki("p256.pem")).read().split("\n\n")[0]))

    def test_a_server_sees_its_clients_certificate(self):
        pair = Pair(client_context(certificate="client"), server_context(authority="root"))
        pair.handshake()
        self.assertEqual(pair.server.getpeercert()["subject"], ((("commonName", u"client"),),))
        self.assertIsNone(Pair().handshake().server.getpeercert())

    def test_a_client_without_a_certificate_is_refused(self):
        error = error_of(self, ssl.SSLError, Pair(server=server_context(authority="root")).handshake)
        self.assertEqual(error.reason, "PEER_DID_NOT_RETURN_A_CERTIFICATE")

    def test_unverified_certificates_are_an_empty_dict(self):
        client = Pair(client_context(None)).handshake().client
        self.assertEqual(client.getpeercert(), {})
        self.assertTrue(client.getpeercert(True))

    def test_chains(self):
        client = Pair().handshake().client
        verified = client.get_verified_chain()
        self.assertEqual(len(verified), 2)
        self.assertEqual(verified[0], client.getpeercert(True))
        self.assertEqual(client.get_unverified_chain(), verified[:1])


class Sessions(unittest.TestCase):
    def resumed(self, options):
        client, server = client_context(), server_context()
        first = Pair(client, server, options=options).handshake()
        session = first.client.session
        self.assertIsInstance(session, ssl.SSLSession)
        self.assertTrue(session.id)
        self.assertIs(session.has_ticket, True)
        self.assertGreater(session.timeout, 0)
        self.assertGreater(session.ticket_lifetime_hint, 0)
        self.assertEqual(session, first.client.session)
        self.assertRaises(TypeError, hash, session)
        second = Pair(client, server, session=session).handshake()
        self.assertIs(second.client.session_reused, True)
        self.assertIs(second.server.session_reused, True)
        return session

    def test_sessions_are_resumed(self):
        self.resumed(0)
        self.resumed(TLS12)

    def test_where_a_session_cannot_be_set(self):
        client, server = client_context(), server_context()
        pair = Pair(client, server).handshake()
        session = pair.client.session
        for value in (None, 7, "x"):
            error_of(self, TypeError, setattr, pair.client, "session", value)
        error = error_of(self, ValueError, setattr, pair.client, "session", session)
        self.assertEqual(str(error), "Cannot set session after handshake.")
        error = error_of(self, ValueError, Pair, client_context(), server, session=session)
        self.assertEqual(str(error), "Session refers to a different SSLContext.")
        error = error_of(self, ValueError, server.wrap_bio, ssl.MemoryBIO(), ssl.MemoryBIO(),
                         server_side=True, session=pair.server.session)
        self.assertEqual(str(error), "Cannot set session for server-side SSLSocket.")


class Objects(unittest.TestCase):
    def test_no_public_constructor(self):
        self.assertEqual(
            str(error_of(self, TypeError, ssl.SSLObject)),
            "SSLObject does not have a public constructor. Instances are returned by "
            "SSLContext.wrap_bio().")

    def test_a_subclass_through_the_context(self):
        class Own(ssl.SSLObject):
            pass

        class OwnContext(ssl.SSLContext):
            sslobject_class = Own
        end = OwnContext(ssl.PROTOCOL_TLS).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
        self.assertIs(type(end), Own)
        end.anything = 1
        self.assertIsInstance(end, ssl.SSLObject)

    def test_wrap_bio_wants_memory_bios(self):
        context = client_context()
        for pair in ((None, ssl.MemoryBIO()), (ssl.MemoryBIO(), 7)):
            error_of(self, TypeError, context.wrap_bio, *pair)
        bio = ssl.MemoryBIO()
        error = error_of(self, ssl.SSLError, context.wrap_bio(bio, bio).do_handshake)
        self.assertEqual(error.reason, "UNEXPECTED_MESSAGE")  # its own ClientHello

    def test_the_context_must_be_one(self):
        end = Pair().client
        for value in (None, 7, ssl):
            error_of(self, TypeError, setattr, end, "context", value)
        for name in ("context", "session", "server_side", "server_hostname", "session_reused"):
            error_of(self, AttributeError, delattr, end, name)
        for name in ("server_side", "server_hostname", "session_reused"):
            error_of(self, AttributeError, setattr, end, name, 1)


if __name__ == "__main__":
    unittest.main()
