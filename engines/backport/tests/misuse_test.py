"""Misuse of the backport: wrong types, lying objects, calls from callbacks, dropped objects. Nothing of it
may end the process or leave the objects beside it in another state.

    python2.7 misuse_test.py ctypes|native
"""
import array
import copy
import gc
import mmap
import pickle
import ssl
import sys
import unittest
import weakref

import support
from support import Pair, client_context, server_context

PYTHON_2 = sys.version_info[0] == 2
TEXT = type(u"")


class Index(object):
    def __init__(self, value, act=lambda: None):
        self.value, self.act = value, act

    def __index__(self):
        self.act()
        return self.value


class Bio(unittest.TestCase):
    def setUp(self):
        self.bio = ssl.MemoryBIO()

    def test_octets_in_order(self):
        self.assertEqual(self.bio.read(), b"")
        self.assertEqual(self.bio.write(b"spam"), 4)
        self.assertEqual(self.bio.write(b"eggs"), 4)
        self.assertEqual(self.bio.pending, 8)
        self.assertEqual(self.bio.read(0), b"")
        self.assertEqual(self.bio.read(3), b"spa")
        self.assertEqual(self.bio.read(1), b"m")
        self.assertEqual(self.bio.read(-7), b"eggs")
        self.assertEqual(self.bio.pending, 0)

    def test_single_octets_stay_what_they_are(self):
        # 2.7 keeps one str for each octet; a backport that reads into one of those changes it everywhere.
        for octet in range(256):
            self.bio.write(bytes(bytearray([octet])))
        for octet in range(256):
            self.assertEqual(bytearray(self.bio.read(1)), bytearray([octet]))
        self.assertEqual([ord(chr(c)) for c in range(256)], list(range(256)))

    def test_eof_only_once_drained(self):
        self.assertFalse(self.bio.eof)
        self.bio.write(b"x")
        self.bio.write_eof()
        self.bio.write_eof()
        self.assertFalse(self.bio.eof)
        self.assertEqual(self.bio.read(), b"x")
        self.assertTrue(self.bio.eof)
        for data in (b"y", b""):
            with self.assertRaises(ssl.SSLError) as caught:
                self.bio.write(data)
            self.assertEqual(caught.exception.args, ("cannot write() after write_eof()",))
        self.assertRaises(TypeError, self.bio.write, 5)

    def test_anything_with_octets_can_be_written(self):
        mapped = mmap.mmap(-1, 4)
        mapped[:] = b"mmap"
        for thing, octets in ((bytearray(b"abc"), b"abc"), (memoryview(b"abc"), b"abc"), (b"", b""),
                              (memoryview(bytearray(b"abcdef"))[2:4], b"cd"), (array.array("h", [1, 2]), None),
                              (mapped, b"mmap"), (type("Sub", (bytes,), {})(b"sub"), b"sub")):
            octets = memoryview(thing).tobytes() if octets is None and not PYTHON_2 else (
                thing.tostring() if octets is None else octets)
            self.assertEqual(self.bio.write(thing), len(octets))
            self.assertEqual(self.bio.read(), octets)
        if PYTHON_2:
            self.assertEqual(self.bio.write(buffer(b"old")), 3)

    def test_and_nothing_else(self):
        for thing in (TEXT("text"), None, 5, 1.5, [1], (), {}, object(), ssl.MemoryBIO()):
            self.assertRaises(TypeError, self.bio.write, thing)
        if not PYTHON_2:  # whose own views cannot be strided
            self.assertRaises(BufferError, self.bio.write, memoryview(bytearray(b"abcdef"))[::2])
        self.assertRaises(TypeError, self.bio.write)
        self.assertRaises(TypeError, self.bio.write, b"", b"")
        for name in ("b", "data"):
            self.assertRaises(TypeError, lambda: self.bio.write(**{name: b"x"}))
        self.assertEqual(self.bio.pending, 0)

    def test_lengths_that_lie(self):
        class Lying(bytes):
            def __len__(self):
                return 10 ** 6

        class LyingArray(bytearray):
            def __len__(self):
                return 10 ** 6
        for thing in (Lying(b"abc"), LyingArray(b"abc")):
            self.assertEqual(self.bio.write(thing), 3)
            self.assertEqual(self.bio.read(), b"abc")

    def test_sizes(self):
        self.bio.write(b"0123456789")
        for size in (1.5, None, "1", [], TEXT("1")):
            self.assertRaises(TypeError, self.bio.read, size)
        for size in (2 ** 31, -2 ** 31 - 1, 2 ** 63, 10 ** 30):
            self.assertRaises(OverflowError, self.bio.read, size)
        self.assertRaises(TypeError, lambda: self.bio.read(size=1))
        self.assertRaises(TypeError, self.bio.read, 1, 2)
        self.assertEqual(self.bio.read(Index(2)), b"01")
        self.assertEqual(self.bio.read(True), b"2")
        # What is there may change while the number is asked for.
        self.assertEqual(self.bio.read(Index(5, self.bio.read)), b"")
        self.assertEqual(self.bio.read(Index(5, lambda: self.bio.write(b"new"))), b"new")
        self.assertEqual(self.bio.read(2 ** 31 - 1), b"")

    def test_more_than_a_record(self):
        big = b"\0\xff" * (1 << 20)
        self.assertEqual(self.bio.write(big), len(big))
        self.assertEqual(self.bio.read(1 << 20), big[:1 << 20])
        self.assertEqual(self.bio.read(), big[1 << 20:])

    def test_a_final_type(self):
        self.assertRaises(TypeError, type, "Sub", (ssl.MemoryBIO,), {})
        self.assertRaises(TypeError, ssl.MemoryBIO, 1)
        self.assertRaises(TypeError, lambda: ssl.MemoryBIO(size=1))
        self.assertRaises(TypeError, weakref.ref, self.bio)
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            self.assertRaises(TypeError, pickle.dumps, self.bio, protocol)
        self.assertRaises(TypeError, copy.copy, self.bio)
        for name in ("pending", "eof", "anything"):
            self.assertRaises(AttributeError, setattr, self.bio, name, 1)
        self.bio.write(b"kept")
        self.bio.__init__()
        self.assertEqual(self.bio.read(), b"kept")


class Objects(unittest.TestCase):
    def test_no_constructor(self):
        self.assertRaises(TypeError, ssl.SSLObject)
        bare = ssl.SSLObject.__new__(ssl.SSLObject)
        for name in ("read", "unwrap", "do_handshake", "version", "getpeercert", "pending", "cipher"):
            self.assertRaises(AttributeError, lambda: getattr(bare, name)())
        for name in ("context", "session", "server_hostname"):
            self.assertRaises(AttributeError, getattr, bare, name)
        self.assertRaises(AttributeError, bare.write, b"x")

    def test_wrap_bio_takes_memory_bios_alone(self):
        context, bio = client_context(), ssl.MemoryBIO()
        for wrong in (None, 1, b"", object(), bytearray()):
            self.assertRaises(TypeError, context.wrap_bio, wrong, bio)
            self.assertRaises(TypeError, context.wrap_bio, bio, wrong)
        self.assertRaises(TypeError, context.wrap_bio, bio)
        self.assertRaises(TypeError, context.wrap_bio, bio, bio, server_hostname="localhost", session=1)

    def test_properties(self):
        client = Pair().client
        for name in ("server_side", "server_hostname", "session_reused"):
            self.assertRaises(AttributeError, setattr, client, name, 1)
        for wrong in (None, 1, object(), ssl.SSLContext):
            self.assertRaises(TypeError, setattr, client, "context", wrong)
        self.assertRaises(AttributeError, delattr, client, "context")
        other = client_context()
        client.context = other
        self.assertIs(client.context, other)
        self.assertRaises(TypeError, copy.copy(client.__class__).__call__)

    def test_a_subclass(self):
        class Mine(ssl.SSLObject):
            pass
        class Context(ssl.SSLContext):  # 2.7's contexts take no attributes of their own
            sslobject_class = Mine
        context = Context(support.CLIENT)
        made = context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="localhost")
        self.assertIs(type(made), Mine)
        made.anything = 1
        self.assertIs(weakref.ref(made)(), made)

    def test_reads(self):
        pair = Pair()
        self.assertRaises(ValueError, pair.client.read, -1)
        self.assertEqual(pair.client.read(0), b"")
        self.assertEqual(pair.client.read(5, bytearray()), 0)
        pair.handshake()
        for size in (1.5, "1", [], TEXT("1")):
            self.assertRaises(TypeError, pair.client.read, size)
        self.assertRaises((OverflowError, MemoryError), pair.client.read, 2 ** 63 - 1)
        self.assertRaises(OverflowError, pair.client.read, 2 ** 63)
        for target in (b"octets", TEXT("text"), 5, memoryview(b"octets")):
            self.assertRaises((TypeError, BufferError), pair.client.read, 5, target)
        pair.client.write(b"0123456789")
        pair.move()
        target = array.array("B", [0] * 4)
        self.assertEqual(pair.server.read(0, target), 4)
        self.assertEqual(target.tolist(), [48, 49, 50, 51])
        target = bytearray(6)
        self.assertEqual(pair.server.read(100, memoryview(target)[1:3]), 2)
        self.assertEqual(target, b"\x0045\0\0\0")
        self.assertEqual(pair.server.read(Index(2)), b"67")
        self.assertEqual(pair.server.read(10 ** 9), b"89")

    def test_writes(self):
        pair = Pair().handshake()
        for thing in (TEXT("text"), None, 5, 1.5, [1]):
            self.assertRaises(TypeError, pair.client.write, thing)
        self.assertEqual(pair.client.write(array.array("h", [1, 2, 3])), 6)
        self.assertEqual(pair.client.write(b"\0" * (1 << 20)), 1 << 20)

    def test_channel_bindings_that_are_none(self):
        for kind in ("tls-exporter", "", TEXT("tls-server-end-point")):
            self.assertRaises(ValueError, Pair().client.get_channel_binding, kind)
        for kind in (None, 5):
            self.assertRaises(TypeError, Pair().client.get_channel_binding, kind)

    def test_bios_may_go_first(self):
        pair = Pair()
        client = pair.client
        del pair
        gc.collect()
        self.assertRaises(ssl.SSLWantReadError, client.do_handshake)

    def test_contexts_may_go_first(self):
        pair = Pair()
        del pair.client_context, pair.server_context
        gc.collect()
        pair.handshake()
        self.assertTrue(pair.client.context.check_hostname)


class Callbacks(unittest.TestCase):
    """What an SNI callback may do while its connection shakes hands."""

    def handshake(self, act, **more):
        server = server_context()
        pair = Pair(server=server, **more)
        seen = []

        def callback(thing, name, context):
            seen.append(name)
            act(pair, thing)
        server.set_servername_callback(callback)
        pair.handshake()
        self.assertEqual(seen, ["localhost"])
        return pair

    def test_it_may_look(self):
        def look(pair, thing):
            thing.version(), thing.cipher(), thing.pending(), thing.session_reused, thing.shared_ciphers()
            thing.selected_alpn_protocol(), thing.get_channel_binding(), thing.context, thing.server_side
            pair.to_server.pending, pair.from_server.read(), pair.to_server.eof
            self.assertRaises(ValueError, thing.getpeercert)
        self.handshake(look)

    def test_it_may_use_another_connection(self):
        def use(pair, thing):
            other = Pair().handshake()
            other.client.write(b"x")
            other.move()
            self.assertEqual(other.server.read(), b"x")
        self.handshake(use)

    def test_it_may_drop_what_it_can_reach(self):
        def drop(pair, thing):
            del pair.server_context
            thing.__dict__.clear()
            gc.collect()
        server = server_context()
        pair = Pair(server=server)
        server.set_servername_callback(lambda thing, name, context: drop(pair, thing))
        del server
        self.assertRaises(ssl.SSLWantReadError, pair.client.do_handshake)
        pair.move()
        try:
            pair.server.do_handshake()
        except (ssl.SSLError, AttributeError):
            pass

    def test_it_may_collect(self):
        self.handshake(lambda pair, thing: gc.collect())


class Standing(unittest.TestCase):
    def test_a_failure_shows_in_no_other_object(self):
        beside = Pair().handshake()
        for _ in range(3):
            broken = Pair()
            broken.to_server.write(b"no TLS at all, but long enough to be looked at")
            self.assertRaises(ssl.SSLError, broken.server.do_handshake)
            with self.assertRaises(ssl.SSLError):
                broken.server.verify_client_post_handshake()
            self.assertRaises(ssl.SSLWantReadError, beside.client.read)
            beside.client.write(b"x")
            beside.move()
            self.assertEqual(beside.server.read(), b"x")


if __name__ == "__main__":
    support.main()
