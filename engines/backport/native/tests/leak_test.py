"""The backport keeps nothing: objects go when they are dropped, cycles when they are collected, and memory
stays level over many handshakes. --handshakes N for more than the default; 100,000 take some minutes.
"""
import gc
import ssl
import sys
import unittest
import weakref

from support import Pair, TLS12, client_context, server_context

HANDSHAKES = 800
if "--handshakes" in sys.argv:
    at = sys.argv.index("--handshakes")
    HANDSHAKES = int(sys.argv[at + 1])
    del sys.argv[at:at + 2]

# What the allocators may keep in reserve over a run. A leak of one 16-octet block a handshake is above
# it at 100,000 handshakes, one of an object's size (some 400 octets) at the default.
SLACK = 512 * 1024


def resident():
    """Octets of this process in memory."""
    with open("/proc/self/statm") as numbers:
        return int(numbers.read().split()[1]) * 4096


class Leaks(unittest.TestCase):
    def level(self, work, count):
        """Runs work often; memory and the number of objects must end where they stood half way."""
        for _ in range(count // 2):
            work()
        gc.collect()
        objects, memory = len(gc.get_objects()), resident()
        for _ in range(count):
            work()
        gc.collect()
        self.assertLessEqual(len(gc.get_objects()), objects + 20)
        grown = resident() - memory
        self.assertLess(grown, SLACK, "%d octets for each of %d" % (grown // count, count))

    def test_handshakes(self):
        client, server = client_context(), server_context()
        server.set_servername_callback(lambda end, name, context: None)
        state = {"options": 0, "session": None}

        def work():
            state["options"] ^= TLS12
            client.options = client.options & ~TLS12 | state["options"]
            pair = Pair(client, server).handshake()
            pair.client.write(b"x" * 1000)
            pair.server.read(1000)
            pair.client.getpeercert()
            pair.client.session.id
            pair.client.shared_ciphers()
            try:
                pair.client.unwrap()
            except ssl.SSLWantReadError:
                pass
        self.level(work, HANDSHAKES)

    def test_refusals(self):
        client, server = client_context(), server_context()

        def work():
            try:
                Pair(client, server, hostname="other.test").handshake()
            except ssl.SSLCertVerificationError:
                pass
            for arguments in ((None, None), (ssl.MemoryBIO(), ssl.MemoryBIO(), False, "a..b"),
                              (ssl.MemoryBIO(), ssl.MemoryBIO(), False, "a" * 63 + ".b" * 120),
                              (ssl.MemoryBIO(), ssl.MemoryBIO(), False, None, 7)):
                try:
                    client.wrap_bio(*arguments)
                except (TypeError, ValueError, ssl.SSLError):
                    pass
        self.level(work, HANDSHAKES // 3)

    def test_bios_and_errors(self):
        pair = Pair().handshake()

        def work():
            bio = ssl.MemoryBIO()
            bio.write(bytearray(b"x" * 5000))
            bio.read(100)
            for call in (lambda: bio.write(7), lambda: bio.read("x"), lambda: pair.client.read(5),
                         lambda: pair.client.read(5, bytearray(9)), lambda: pair.client.read(-1),
                         lambda: pair.client.write(u"x"), pair.client.get_channel_binding,
                         lambda: setattr(pair.client, "session", pair.client.session),
                         lambda: setattr(pair.client, "context", pair.client.context)):
                try:
                    call()
                except (TypeError, ValueError, ssl.SSLError):
                    pass
            return pair.client.getpeercert(), pair.client.cipher(), pair.client.get_verified_chain()
        self.level(work, 5000)

    def test_dropped_objects_go_at_once(self):
        gc.disable()
        try:
            pair = Pair().handshake()
            held = [weakref.ref(pair.client), weakref.ref(pair.server),
                    weakref.ref(pair.client_context), weakref.ref(pair.server_context)]
            session = pair.client.session
            del pair
            self.assertEqual([h() for h in held], [None] * 4)
            self.assertTrue(session.id)
        finally:
            gc.enable()

    def test_a_context_lives_as_long_as_its_objects(self):
        end = Pair().client
        context = weakref.ref(end.context)
        gc.collect()
        self.assertIs(end.context, context())
        end.context = client_context()
        gc.collect()
        self.assertIsNotNone(context(), "the library still goes back to the first context")
        del end
        self.assertIsNone(context())

    def test_cycles_are_collected(self):
        class Own(ssl.SSLObject):
            pass

        class OwnContext(ssl.SSLContext):
            sslobject_class = Own
        held = []
        for _ in range(20):
            context = OwnContext(ssl.PROTOCOL_TLS)
            end = context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
            end.itself = end
            # The context holds the callback, the callback the object, the object the context.
            context.set_servername_callback(lambda e, n, c, end=end: end)
            held += [weakref.ref(end), weakref.ref(context)]
        del end, context
        gc.collect()
        self.assertEqual([h() for h in held], [None] * 40)

    def test_references_are_steady(self):
        pair = Pair().handshake()
        shared = [pair.client_context, pair.to_client, pair.to_server, None, True, ssl.SSLError,
                  ssl.SSLWantReadError, ssl.SSLCertVerificationError, type(pair.to_client), ssl.SSLObject,
                  ssl.SSLSession, pair.client.session]
        before = [sys.getrefcount(s) for s in shared]
        for _ in range(1000):
            end = pair.client_context.wrap_bio(pair.to_client, pair.to_server)
            end.context = pair.client_context
            end.session = shared[-1]
            end.session == shared[-1]
            try:
                end.read()
            except ssl.SSLError:
                pass
            try:
                end.read(1, u"x")
            except TypeError:
                pass
            end.version(), end.session_reused, end.server_hostname, end.selected_alpn_protocol()
        del end
        sys.exc_clear()
        for thing, count in zip(shared, before):
            self.assertLess(abs(sys.getrefcount(thing) - count), 50, thing)


if __name__ == "__main__":
    unittest.main()
