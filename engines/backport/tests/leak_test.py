"""What a connection leaves behind: nothing. Objects, references, descriptors and memory after many handshakes.

    python2.7 leak_test.py ctypes|native [--handshakes N]

Without N, 400, which finds a leak of 1 KiB a handshake; N = 100000 takes minutes.
"""
from __future__ import print_function

import ctypes
import gc
import os
import resource
import ssl
import sys
import unittest
import weakref

import support
from support import Pair, client_context, server_context

HANDSHAKES = [400]
# What the allocator may keep or round, in KiB; a leaked SSL has some 10 KiB, so 400 of them show well.
SLACK = 400
ROUNDS = 6


class _Mallinfo2(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks",
                                                     "fsmblks", "uordblks", "fordblks", "keepcost")]


mallinfo2 = getattr(ctypes.CDLL(None), "mallinfo2", None)
if mallinfo2 is not None:
    mallinfo2.restype = _Mallinfo2


def in_use():
    """KiB of memory in use now: what malloc has given out and not got back (glibc 2.33 and later), else
    what the system counts."""
    if mallinfo2 is not None:
        found = mallinfo2()
        return (found.uordblks + found.hblkhd) // 1024
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize() // 1024


def descriptors():
    return len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0


def whole(client, server, **more):
    """A connection with everything in it, closed."""
    pair = Pair(client, server, **more).handshake()
    pair.server.write(b"x" * 2000)
    pair.move()
    pair.client.read()
    target = bytearray(1000)
    pair.client.read(1000, target)
    for end in (pair.client, pair.server):
        end.getpeercert(), end.getpeercert(True), end.get_verified_chain(), end.get_unverified_chain()
        end.shared_ciphers(), end.cipher(), end.version(), end.session, end.get_channel_binding()
    for end in (pair.client, pair.server, pair.client):
        try:
            end.unwrap()
        except ssl.SSLError:
            pass
        pair.move()
    return pair


def failing(client, server):
    """Connections that come to nothing, in several places."""
    for name in ("other.example", "127.0.0.9"):
        try:
            Pair(client, server, server_hostname=name).handshake()
        except ssl.SSLCertVerificationError:
            pass
    for name in ("", "." * 300, ".".join(["a" * 60] * 5)):
        try:
            Pair(client, server, server_hostname=name)
        except (ValueError, ssl.SSLError):
            pass
    try:
        client.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), session=5)
    except TypeError:
        pass
    broken = Pair(client, server)
    broken.to_server.write(b"not TLS" * 10)
    try:
        broken.server.do_handshake()
    except ssl.SSLError:
        pass


class Leaks(unittest.TestCase):
    def steady(self, act, times=None, slack=SLACK):
        """`act` leaves no more behind after many times than after a few."""
        times = times or HANDSHAKES[0]
        for _ in range(50):
            act()
        gc.collect()
        objects, open_files = len(gc.get_objects()), descriptors()
        # The allocator's own ups and downs pass; a leak shows in each round.
        for _ in range(ROUNDS):
            memory = in_use()
            for _ in range(times):
                act()
            gc.collect()
            grown = in_use() - memory
            if grown < slack:
                break
        self.assertLess(grown, slack, "KiB more in each of %d rounds of %d times" % (ROUNDS, times))
        self.assertEqual(gc.garbage, [])
        self.assertLessEqual(len(gc.get_objects()) - objects, 5)
        self.assertEqual(descriptors(), open_files)

    def test_handshakes(self):
        client, server = client_context(), server_context()
        server.set_servername_callback(lambda *told: None)
        before = [sys.getrefcount(x) for x in (client, server, None)]
        self.steady(lambda: Pair(client, server).handshake())
        after = [sys.getrefcount(x) for x in (client, server, None)]
        self.assertEqual(after[:2], before[:2])
        self.assertLess(abs(after[2] - before[2]), 50)  # None has many other friends

    def test_connections(self):
        client, server = client_context(), server_context()
        server.set_servername_callback(lambda *told: None)
        references = None
        for _ in range(3):
            self.steady(lambda: whole(client, server), max(130, HANDSHAKES[0] // 50))
            now = [sys.getrefcount(x) for x in (client, server)]
            self.assertEqual(now, references or now)
            references = now

    def test_failures(self):
        client, server = client_context(), server_context()
        self.steady(lambda: failing(client, server), HANDSHAKES[0] // 4)

    def test_sessions(self):
        client, server = client_context(), server_context()
        state = [None]

        def resume():
            pair = whole(client, server, session=state[0])
            state[0] = pair.client.session
        self.steady(resume, HANDSHAKES[0] // 2)

    def test_contexts(self):
        def act():
            server = server_context()
            server.set_servername_callback(lambda thing, name, context: server and None)  # a cycle through it
            Pair(client_context(), server).handshake()
        self.steady(act, HANDSHAKES[0] // 4)

    def test_names(self):
        context = client_context()
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()

        def act():
            context.wrap_bio(incoming, outgoing, server_hostname="127.0.0.1")
            context.wrap_bio(incoming, outgoing, server_hostname="localhost")
        self.steady(act, HANDSHAKES[0] * 25, slack=200)  # what could leak here is small

    def test_bios(self):
        def act():
            bio = ssl.MemoryBIO()
            bio.write(b"x" * 10000)
            bio.read(5000)
        self.steady(act, HANDSHAKES[0] * 25)

    def test_an_object_goes_with_its_last_reference(self):
        pair = Pair().handshake()
        gone = weakref.ref(pair.client)
        pair.client = None
        self.assertIsNone(gone())

    def test_a_cycle_is_collected(self):
        pair = Pair().handshake()
        gone = weakref.ref(pair.client)
        pair.client.itself = pair.client, pair.to_client, pair.client_context, pair.client.session
        del pair
        gc.collect()
        self.assertIsNone(gone())
        self.assertEqual(gc.garbage, [])


if __name__ == "__main__":
    if "--handshakes" in sys.argv:
        at = sys.argv.index("--handshakes")
        HANDSHAKES[0] = int(sys.argv[at + 1])
        del sys.argv[at:at + 2]
    support.main()
