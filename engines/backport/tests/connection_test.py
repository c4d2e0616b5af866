"""Connections of the backport: handshakes, data, closing, certificates, names, ALPN, SNI, sessions.

    python2.7 connection_test.py ctypes|native
"""
import gc
import ssl
import unittest

import support
from support import Pair, client_context, server_context

VERSIONS = ("1.2", None)  # TLS 1.2 alone, and what the library prefers: 1.3


class Handshake(unittest.TestCase):
    def test_both_versions_agree_on_everything(self):
        for version, name in (("1.2", "TLSv1.2"), (None, "TLSv1.3")):
            pair = Pair(client_context(version=version)).handshake()
            self.assertEqual(pair.client.version(), name)
            self.assertEqual(pair.client.version(), pair.server.version())
            self.assertEqual(pair.client.cipher(), pair.server.cipher())
            self.assertEqual(pair.client.cipher()[1], name)
            self.assertIn(pair.server.cipher(), pair.server.shared_ciphers())
            self.assertIsNone(pair.client.shared_ciphers())
            self.assertEqual(pair.client.get_channel_binding(), pair.server.get_channel_binding())
            self.assertEqual(len(pair.client.get_channel_binding()), 12 if version else 48)
            self.assertIsNone(pair.client.compression())

    def test_before_it_there_is_nothing_to_tell(self):
        pair = Pair()
        self.assertIsNone(pair.client.version())
        self.assertIsNone(pair.client.cipher())
        self.assertIsNone(pair.client.selected_alpn_protocol())
        self.assertIsNone(pair.client.get_channel_binding())
        self.assertIsNone(pair.client.session)
        self.assertFalse(pair.client.session_reused)
        self.assertEqual(pair.client.pending(), 0)
        self.assertRaises(ValueError, pair.client.getpeercert)
        with self.assertRaises(ssl.SSLError) as caught:
            Pair().client.unwrap()
        self.assertEqual(caught.exception.reason, "SHUTDOWN_WHILE_IN_INIT")

    def test_want_read_is_what_2_7_programs_know(self):
        with self.assertRaises(ssl.SSLWantReadError) as caught:
            Pair().client.do_handshake()
        self.assertEqual(caught.exception.args[0], 2)
        self.assertTrue(caught.exception.args[1].startswith("The operation did not complete (read)"))
        self.assertEqual(caught.exception.errno, ssl.SSL_ERROR_WANT_READ)
        self.assertIsNone(caught.exception.reason)
        self.assertIsNone(caught.exception.library)

    def test_alpn(self):
        pair = Pair(client_context(alpn=["h2", "http/1.1"]), server_context(alpn=["http/1.1"])).handshake()
        self.assertEqual(pair.client.selected_alpn_protocol(), "http/1.1")
        self.assertEqual(pair.server.selected_alpn_protocol(), "http/1.1")

    def test_octets_that_are_no_tls(self):
        pair = Pair()
        pair.to_server.write(b"GET / HTTP/1.0\r\n\r\n")
        with self.assertRaises(ssl.SSLError) as caught:
            pair.server.do_handshake()
        self.assertEqual((caught.exception.library, caught.exception.reason), ("SSL", "HTTP_REQUEST"))
        self.assertEqual(caught.exception.errno, ssl.SSL_ERROR_SSL)
        self.assertTrue(str(caught.exception).startswith("[SSL: HTTP_REQUEST] http request"))

    def test_one_bio_may_serve_both_sides(self):
        bio = ssl.MemoryBIO()
        client = client_context().wrap_bio(bio, bio, server_hostname="localhost")
        self.assertRaises(ssl.SSLError, client.do_handshake)
        del client
        bio.write(b"still there")


class Names(unittest.TestCase):
    def refused(self, name, cert="p256"):
        pair = Pair(server=server_context(cert), server_hostname=name)
        with self.assertRaises(ssl.SSLCertVerificationError) as caught:
            pair.handshake()
        return caught.exception

    def test_the_library_matches_names(self):
        error = self.refused("other.example")
        self.assertEqual(error.verify_code, 62)
        self.assertEqual(error.verify_message,
                         "Hostname mismatch, certificate is not valid for 'other.example'.")
        self.assertEqual((error.library, error.reason), ("SSL", "CERTIFICATE_VERIFY_FAILED"))
        self.assertIsInstance(error, ssl.SSLError)
        self.assertIsInstance(error, ValueError)
        self.assertIsInstance(error, ssl.CertificateError)

    def test_and_addresses_by_themselves(self):
        Pair(server_hostname="127.0.0.1").handshake()
        error = self.refused("127.0.0.2")
        self.assertEqual(error.verify_code, 64)
        self.assertEqual(error.verify_message,
                         "IP address mismatch, certificate is not valid for '127.0.0.2'.")

    def test_a_certificate_past_its_time(self):
        error = self.refused("localhost", "expired")
        self.assertEqual((error.verify_code, error.verify_message), (10, "certificate has expired"))
        self.assertIn("certificate verify failed: certificate has expired", str(error))

    def test_without_check_hostname_any_name_does(self):
        context = client_context()
        context.check_hostname = False
        Pair(context, server_hostname="other.example").handshake()

    def test_str_and_unicode_are_names(self):
        for name in ("server.test", u"server.test"):
            pair = Pair(server_hostname=name).handshake()
            self.assertEqual(pair.client.server_hostname, "server.test")

    def test_text_becomes_an_a_label(self):
        self.assertEqual(Pair(server_hostname=u"b\xfccher.example").client.server_hostname, "xn--bcher-kva.example")

    def test_names_that_are_none(self):
        for name, error in (("", ValueError), (".example", UnicodeError), ("a..b", UnicodeError),
                            ("a" * 64, UnicodeError), ("a\0b", TypeError), (5, AttributeError)):
            self.assertRaises(error, Pair, server_hostname=name)
        with self.assertRaises(ssl.SSLError) as caught:
            Pair(server_hostname=".".join(["a" * 60] * 5))
        self.assertEqual(caught.exception.errno, 319)

    def test_an_address_is_no_sni(self):
        seen = []
        server = server_context()
        server.set_servername_callback(lambda thing, name, context: seen.append(name))
        Pair(server=server, server_hostname="127.0.0.1").handshake()
        self.assertEqual(seen, [None])


class Data(unittest.TestCase):
    def test_octets_go_both_ways(self):
        for version in VERSIONS:
            pair = Pair(client_context(version=version)).handshake()
            sent = bytes(bytearray(range(256))) * 300
            self.assertEqual(pair.client.write(sent), len(sent))
            pair.move()
            got = b""
            while len(got) < len(sent):
                part = pair.server.read(65536)
                self.assertLessEqual(len(part), 16384)
                got += part
            self.assertEqual(got, sent)
            self.assertRaises(ssl.SSLWantReadError, pair.server.read)

    def test_pending_counts_the_rest_of_a_record(self):
        pair = Pair().handshake()
        pair.client.write(b"0123456789")
        pair.move()
        self.assertEqual(pair.server.pending(), 0)
        self.assertEqual(pair.server.read(3), b"012")
        self.assertEqual(pair.server.pending(), 7)
        buf = bytearray(b"." * 10)
        self.assertEqual(pair.server.read(4, buf), 4)
        self.assertEqual(buf, b"3456......")
        self.assertEqual(pair.server.read(100), b"789")

    def test_empty_writes(self):
        pair = Pair()
        self.assertRaises(ssl.SSLWantReadError, pair.client.write, b"")
        pair.handshake()
        self.assertEqual(pair.client.write(b""), 0)
        self.assertEqual(pair.from_client.pending, 0)

    def test_half_close(self):
        for version in VERSIONS:
            pair = Pair(client_context(version=version)).handshake()
            pair.client.write(b"last words")
            self.assertRaises(ssl.SSLWantReadError, pair.client.unwrap)
            pair.move()
            self.assertEqual(pair.server.read(), b"last words")
            self.assertEqual(pair.server.read(), b"")
            self.assertEqual(pair.server.read(), b"")
            self.assertEqual(pair.server.write(b"late"), 4)
            pair.move()
            self.assertEqual(pair.client.read(), b"late")
            self.assertIsNone(pair.server.unwrap())
            pair.move()
            self.assertIsNone(pair.client.unwrap())
            self.assertRaises(ssl.SSLZeroReturnError, pair.client.read)

    def test_a_cut_stream_is_no_clean_end(self):
        for version in VERSIONS:
            pair = Pair(client_context(version=version)).handshake()
            pair.to_server.write_eof()
            with self.assertRaises(ssl.SSLError) as caught:
                pair.server.read()
            self.assertEqual(type(caught.exception), ssl.SSLEOFError)
            self.assertEqual(caught.exception.errno, ssl.SSL_ERROR_EOF)
        pair = Pair()
        pair.to_server.write_eof()
        self.assertRaises(ssl.SSLEOFError, pair.server.do_handshake)

    def test_post_handshake_authentication_that_nobody_offered(self):
        pair = Pair().handshake()
        with self.assertRaises(ssl.SSLError) as caught:
            pair.server.verify_client_post_handshake()
        self.assertEqual((caught.exception.errno, caught.exception.reason), (279, "EXTENSION_NOT_RECEIVED"))
        with self.assertRaises(ssl.SSLError) as caught:
            pair.client.verify_client_post_handshake()
        self.assertEqual((caught.exception.errno, caught.exception.reason), (284, "NOT_SERVER"))


class Certificates(unittest.TestCase):
    def test_the_servers(self):
        pair = Pair().handshake()
        told = pair.client.getpeercert()
        self.assertIn(("DNS", "localhost"), told["subjectAltName"])
        self.assertEqual(told["subject"], ((("commonName", "p256"),),))
        self.assertEqual(ssl.DER_cert_to_PEM_cert(pair.client.getpeercert(True)).split(),
                         open(support.pki("p256.pem")).read().split())
        self.assertEqual(pair.client.get_unverified_chain(), [pair.client.getpeercert(True)])
        self.assertEqual(len(pair.client.get_verified_chain()), 2)
        self.assertIsNone(pair.server.getpeercert())
        self.assertEqual(pair.server.get_verified_chain(), [])

    def test_not_verified_is_not_told(self):
        context = client_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        pair = Pair(context).handshake()
        self.assertEqual(pair.client.getpeercert(), {})
        self.assertTrue(pair.client.getpeercert(True))

    def test_the_clients(self):
        for version in VERSIONS:
            client, server = client_context(version=version), server_context()
            client.load_cert_chain(support.pki("client-p256.pem"), support.pki("client-p256.key"))
            server.load_verify_locations(support.pki("root.pem"))
            server.verify_mode = ssl.CERT_REQUIRED
            pair = Pair(client, server).handshake()
            self.assertTrue(pair.server.getpeercert()["subject"])
            self.assertEqual(pair.server.get_unverified_chain()[0], pair.server.getpeercert(True))

    def test_a_client_without_one_is_refused(self):
        server = server_context()
        server.load_verify_locations(support.pki("root.pem"))
        server.verify_mode = ssl.CERT_REQUIRED
        with self.assertRaises(ssl.SSLError) as caught:
            Pair(client_context(version="1.2"), server).handshake()
        self.assertEqual(caught.exception.reason, "PEER_DID_NOT_RETURN_A_CERTIFICATE")


class Sni(unittest.TestCase):
    def test_the_callback_gets_the_object(self):
        seen = []
        server = server_context()
        server.set_servername_callback(lambda *told: seen.append(told))
        pair = Pair(server=server).handshake()
        self.assertEqual(seen, [(pair.server, "localhost", server)])
        self.assertIs(seen[0][0], pair.server)

    def test_it_may_change_the_context(self):
        server, other = server_context("rsa2048"), server_context("p256")

        def choose(thing, name, context):
            thing.context = other
        server.set_servername_callback(choose)
        pair = Pair(server=server).handshake()
        self.assertIs(pair.server.context, other)
        self.assertEqual(pair.client.getpeercert()["subject"], ((("commonName", "p256"),),))

    def test_it_may_refuse(self):
        server = server_context()
        server.set_servername_callback(lambda *told: ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME)
        with self.assertRaises(ssl.SSLError) as caught:
            Pair(server=server).handshake()
        self.assertEqual(caught.exception.reason, "CALLBACK_FAILED")

    def test_a_native_and_a_backported_object_share_a_context(self):
        import socket
        import threading
        server = server_context()
        seen = []
        server.set_servername_callback(lambda thing, name, context: seen.append(type(thing)))
        Pair(server=server).handshake()
        near, far = [s for s in _socketpair(socket)]
        thread = threading.Thread(target=lambda: client_context().wrap_socket(far, server_hostname="localhost"))
        thread.start()
        near = server.wrap_socket(near, server_side=True)
        thread.join()
        self.assertEqual(seen, [ssl.SSLObject, ssl.SSLSocket])


def _socketpair(socket):
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(1)
    far = socket.create_connection(listener.getsockname())
    near = listener.accept()[0]
    listener.close()
    return near, far


class Sessions(unittest.TestCase):
    def first(self, version=None):
        pair = Pair(client_context(version=version)).handshake()
        pair.server.write(b"ticket")
        pair.move()
        pair.client.read()
        return pair

    def test_a_session_serves_again(self):
        for version in VERSIONS:
            first = self.first(version)
            session = first.client.session
            self.assertTrue(session.id and session.timeout and session.time)
            self.assertTrue(session.has_ticket)
            again = Pair(first.client_context, first.server_context, session=session).handshake()
            self.assertTrue(again.client.session_reused)
            self.assertTrue(again.server.session_reused)

    def test_what_a_session_is(self):
        client = self.first().client
        session = client.session
        self.assertIsInstance(session, ssl.SSLSession)
        self.assertEqual(session, client.session)
        self.assertIsNot(session, client.session)
        self.assertNotEqual(session, self.first().client.session)
        self.assertFalse(session == 1)
        self.assertRaises(TypeError, hash, session)
        self.assertRaises(TypeError, ssl.SSLSession)

    def test_where_it_may_not_be_set(self):
        first = self.first()
        session = first.client.session
        started = Pair()
        self.assertRaises(ssl.SSLWantReadError, started.client.do_handshake)
        self.assertRaises(ValueError, lambda: started.client.session)  # i2d() failed
        self.assertRaises(ValueError, setattr, Pair().client, "session", session)  # another context
        self.assertRaises(ValueError, setattr, first.client, "session", session)  # too late
        self.assertRaises(TypeError, setattr, first.client, "session", None)
        self.assertRaises(TypeError, setattr, first.client, "session", "session")
        for context in (first.client_context, first.server_context):  # the server's: another context already
            self.assertRaises((ValueError, ssl.SSLError), context.wrap_bio, ssl.MemoryBIO(), ssl.MemoryBIO(), True,
                              None, session)

    def test_it_outlives_its_object(self):
        first = self.first()
        session, contexts = first.client.session, (first.client_context, first.server_context)
        del first
        gc.collect()
        self.assertTrue(Pair(*contexts, session=session).handshake().client.session_reused)


if __name__ == "__main__":
    support.main()
