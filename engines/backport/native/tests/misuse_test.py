"""No misuse of the backport may crash: wrong arguments everywhere, calls in any state and order, from callbacks
and from several threads at once, objects taken apart. What comes back is an exception of a documented class.
"""
import array
import copy
import gc
import mmap
import os
import pickle
import random
import ssl
import struct
import sys
import threading
import unittest

from support import FORM, Pair, TLS12, client_context, error_of, server_context

DOCUMENTED = (ssl.SSLError, TypeError, ValueError, AttributeError, OverflowError, MemoryError,
              BufferError, KeyError)


class OldStyle:
    pass


class Hostile(object):
    """Answers every protocol with an exception or a lie."""

    def __index__(self):
        raise KeyError("index")

    def __len__(self):
        return -1

    def __nonzero__(self):
        raise KeyError("nonzero")

    def encode(self, *arguments):
        return 7

    decode = encode


def pool():
    """Arguments of every kind, some of them huge, hostile or half made."""
    return [
        None, True, False, 0, 1, -1, 7, 2 ** 31, -2 ** 31 - 1, 2 ** 63 - 1, 2 ** 63, -2 ** 63, 2 ** 70,
        1.5, float("inf"), 1j, "", "x", "x" * 70000, u"", u"\u20ac", b"\0", bytearray(), bytearray(b"xyz"),
        memoryview(b"abc"), memoryview(bytearray(5)), buffer("abc"), buffer(u"abc"), array.array("i", [1, 2]),
        array.array("c", "abc"), mmap.mmap(-1, 4096), struct, object(), object, OldStyle(), OldStyle, Hostile(),
        [], [1], (), (1,), {}, set(), iter([]), lambda *a: None, len, Exception(), ssl.MemoryBIO(),
        ssl.MemoryBIO, ssl.SSLObject, ssl.SSLObject.__new__(ssl.SSLObject), client_context(), ssl.SSLContext,
        ssl.SSLSession, Pair().client, Pair().handshake().client.session, sys.stdin, xrange(3),
    ]


METHODS = [n for n in dir(ssl.SSLObject)
           if n[0] != "_" and not isinstance(getattr(ssl.SSLObject, n), property)]
PROPERTIES = [n for n in dir(ssl.SSLObject) if isinstance(getattr(ssl.SSLObject, n), property)]


def ends_in_every_state():
    """(name, end) for an end in each state that a connection can be in."""
    yield "new", Pair().client
    yield "new server", Pair().server
    half = Pair()
    try:
        half.client.do_handshake()
    except ssl.SSLWantReadError:
        pass
    yield "half way", half.client
    for options in (0, TLS12):
        yield "established", Pair(options=options).handshake().client
        yield "established server", Pair(options=options).handshake().server
    closed = Pair().handshake()
    try:
        closed.client.unwrap()
    except ssl.SSLWantReadError:
        pass
    yield "closed by itself", closed.client
    yield "closed by the other", closed.server
    dead = Pair().handshake()
    dead.to_client.read()
    dead.to_client.write(b"\x17\x03\x03\0\x05hallo")
    try:
        dead.client.read()
    except ssl.SSLError:
        pass
    yield "dead", dead.client
    ended = Pair().handshake()
    ended.to_client.write_eof()
    yield "at its end", ended.client
    one = ssl.MemoryBIO()
    yield "one BIO for both ways", client_context().wrap_bio(one, one)
    yield "never made", ssl.SSLObject.__new__(ssl.SSLObject)


class Misuse(unittest.TestCase):
    def attempt(self, call, *arguments):
        try:
            call(*arguments)
        except DOCUMENTED:
            pass

    def test_every_method_with_every_argument_in_every_state(self):
        arguments = pool()
        for name, end in ends_in_every_state():
            for method in METHODS:
                bound = getattr(end, method)
                self.attempt(bound)
                for value in arguments:
                    self.attempt(bound, value)
            for value in arguments:
                for length in (0, -1, 5, 2 ** 62):
                    self.attempt(end.read, length, value)
                self.attempt(end.read, value, bytearray(10))

    def test_every_property_in_every_state(self):
        arguments = pool()
        for name, end in ends_in_every_state():
            for attribute in PROPERTIES:
                self.attempt(getattr, end, attribute)
                for value in arguments:
                    self.attempt(setattr, end, attribute, value)
                self.attempt(delattr, end, attribute)
            self.attempt(end.do_handshake)

    def test_wrap_bio_with_everything(self):
        context = client_context()
        values = pool()
        for value in values:
            for arguments in ((value, ssl.MemoryBIO()), (ssl.MemoryBIO(), value),
                              (ssl.MemoryBIO(), ssl.MemoryBIO(), value),
                              (ssl.MemoryBIO(), ssl.MemoryBIO(), False, value),
                              (ssl.MemoryBIO(), ssl.MemoryBIO(), False, None, value)):
                self.attempt(context.wrap_bio, *arguments)

    def test_bare_types(self):
        for made in (ssl.SSLSession, ssl.SSLObject):
            error_of(self, TypeError, made)
        if FORM != "native":
            return
        from pep546 import _core
        for kind in (_core.Connection, _core.SSLSession):
            error_of(self, TypeError, kind)
            error_of(self, TypeError, object.__new__, kind)
            error_of(self, TypeError, type, "Sub", (kind,), {})
        values = pool()
        bios = ssl.MemoryBIO(), ssl.MemoryBIO()
        for value in values:
            for arguments in ((), (value,), (value,) * 7,
                              (client_context(),) + bios + (False, value, Hostile(), None),
                              (client_context(),) + bios + (False, None, value, None),
                              (client_context(),) + bios + (value, None, Hostile(), None),
                              (value,) + bios + (False, None, Hostile(), None)):
                self.attempt(_core.wrap, *arguments)

    def test_nothing_is_copied_or_pickled(self):
        pair = Pair().handshake()
        for value in (pair.to_client, pair.client.session):
            for call in (copy.copy, copy.deepcopy, pickle.dumps):
                error_of(self, TypeError, call, value)
        error_of(self, TypeError, copy.deepcopy, pair.client)
        error_of(self, TypeError, pickle.dumps, pair.client, 2)

    def test_random_calls_in_random_order(self):
        chosen = random.Random(546)
        for _ in range(150):
            pair = Pair(options=chosen.choice([0, TLS12]))
            if chosen.random() < 0.7:
                pair.handshake()
            for _ in range(40):
                end = chosen.choice([pair.client, pair.server])
                bio = chosen.choice([pair.to_client, pair.to_server])
                what = chosen.randrange(8)
                if what == 0:
                    self.attempt(bio.write, os.urandom(chosen.choice([1, 5, 50, 5000])))
                elif what == 1:
                    self.attempt(bio.read, chosen.choice([-1, 1, 5, 60]))
                elif what == 2 and chosen.random() < 0.2:
                    bio.write_eof()
                elif what == 3:
                    self.attempt(end.write, b"x" * chosen.choice([0, 1, 16384, 100000]))
                elif what == 4:
                    self.attempt(end.read, chosen.choice([0, 1, 100, 100000]))
                elif what == 5:
                    self.attempt(setattr, end, "context", chosen.choice([pair.client_context, pair.server_context]))
                else:
                    self.attempt(getattr(end, chosen.choice(METHODS)))

    def test_wrong_sizes_of_memory(self):
        client = Pair().handshake().client
        error_of(self, OverflowError, client.read, 2 ** 63)
        error_of(self, OverflowError, client.read, 2 ** 63 - 1)
        self.assertRaises((MemoryError, ssl.SSLWantReadError), client.read, 2 ** 62)
        error_of(self, ValueError, client.read, -1)

    def test_a_buffer_that_shrinks_while_it_is_read_into(self):
        # array.array has the older buffer interface, which cannot hold its memory.
        pair = Pair().handshake()
        pair.server.write(b"x" * 1000)
        room = array.array("c", "." * 1000)
        self.assertEqual(pair.client.read(1000, room), 1000)
        self.assertEqual(room.tostring(), b"x" * 1000)
        error_of(self, TypeError, pair.client.read, 10, "read only")
        error_of(self, TypeError, pair.client.read, 10, buffer("read only"))


class Callbacks(unittest.TestCase):
    def failure(self, call, *arguments):
        try:
            call(*arguments)
        except Exception as error:
            return error
        self.fail("no exception")

    def run_with(self, callback, options=0):
        server = server_context()
        server.set_servername_callback(callback)
        pair = Pair(server=server, options=options)
        try:
            pair.handshake()
        except DOCUMENTED:
            pass
        return pair

    def quietly(self, *arguments):
        """What Python prints of exceptions in a callback is no part of the test."""
        saved, sys.stderr = sys.stderr, open(os.devnull, "w")
        try:
            return self.run_with(*arguments)
        finally:
            sys.stderr.close()
            sys.stderr = saved

    def test_a_callback_may_use_its_own_object(self):
        def everything(end, name, context):
            for method in METHODS:
                try:
                    getattr(end, method)()
                except DOCUMENTED:
                    pass
            try:
                end.write(b"early")
            except DOCUMENTED:
                pass
            for attribute in PROPERTIES:
                try:
                    setattr(end, attribute, getattr(end, attribute))
                except DOCUMENTED:
                    pass
        for options in (0, TLS12):
            self.assertIsNone(self.run_with(everything, options).client.compression())

    def test_what_a_callback_gets_from_its_own_object(self):
        seen = []

        def ask(end, name, context):
            for call in (end.do_handshake, end.read, lambda: end.write(b"in plain text?"), end.unwrap):
                error = self.failure(call)
                seen.append((type(error), error.reason if error.args[1:] else None))
        for options in (0, TLS12):
            pair = self.run_with(ask, options)
            self.assertTrue(pair.client.version())  # and the handshake went on unharmed
        self.assertEqual(seen, 2 * [(ssl.SSLError, None), (ssl.SSLWantReadError, None), (ssl.SSLError, None),
                                    (ssl.SSLError, "SHUTDOWN_WHILE_IN_INIT")])

    def test_a_callback_may_drop_everything(self):
        def drop(end, name, context):
            self.pair = None
            context.set_servername_callback(None)
            end.context = server_context("rsa2048")
            gc.collect()
        for options in (0, TLS12):
            server = server_context()
            server.set_servername_callback(drop)
            self.pair = Pair(server=server, options=options)
            client, to_client, to_server = self.pair.client, self.pair.to_client, self.pair.to_server
            error_of(self, ssl.SSLWantReadError, client.do_handshake)
            del server
            self.attempt_handshake()
            gc.collect()
            try:
                client.do_handshake()
            except ssl.SSLWantReadError:
                pass
            self.assertIsNone(self.pair)

    def attempt_handshake(self):
        try:
            self.pair.server.do_handshake()
        except ssl.SSLWantReadError:
            pass

    def test_what_a_callback_returns_or_raises(self):
        for value in pool():
            self.quietly(lambda end, name, context, value=value: value)

        def fail(end, name, context):
            raise KeyboardInterrupt
        self.quietly(fail)

    def test_the_object_is_gone_before_its_connection(self):
        if FORM != "native":
            return
        server = server_context()
        server.set_servername_callback(lambda end, name, context: None)
        pair = Pair(server=server)
        error_of(self, ssl.SSLWantReadError, pair.client.do_handshake)
        connection = pair.server._sslobj
        pair.server = None
        gc.collect()
        self.assertIsNone(connection.owner)
        saved, sys.stderr = sys.stderr, open(os.devnull, "w")
        try:
            connection.do_handshake()
        except ssl.SSLError:
            pass
        finally:
            sys.stderr = saved


class Threads(unittest.TestCase):
    def in_threads(self, *works):
        failures = []

        def run(work):
            try:
                work()
            except Exception as error:
                failures.append(error)
        threads = [threading.Thread(target=run, args=(work,)) for work in works]
        interval = sys.getcheckinterval()
        sys.setcheckinterval(1)
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            sys.setcheckinterval(interval)
        self.assertEqual(failures, [])

    def test_one_connection_in_several_threads(self):
        for options in (0, TLS12):
            pair = Pair(options=options)

            def work():
                for i in range(300):
                    for call in (pair.client.do_handshake, pair.server.do_handshake, pair.client.read,
                                 pair.server.version, pair.client.getpeercert, pair.client.pending,
                                 pair.server.read, lambda: pair.client.write(b"x" * 3000),
                                 lambda: pair.client.session, lambda: pair.to_client.pending):
                        try:
                            call()
                        except DOCUMENTED:
                            pass
            self.in_threads(work, work, work, work)

    def test_one_bio_in_several_threads(self):
        bio = ssl.MemoryBIO()
        counts = []

        def write():
            for _ in range(300):
                bio.write(b"x" * 70000)

        def read():
            total = 0
            while total < 300 * 70000:
                total += len(bio.read(100000))
            counts.append(total)
        self.in_threads(write, read)
        self.assertEqual(counts, [300 * 70000])

    def test_connections_of_one_context_in_several_threads(self):
        client, server = client_context(), server_context()
        server.set_servername_callback(lambda end, name, context: None)

        def work():
            for _ in range(20):
                pair = Pair(client, server).handshake()
                pair.client.write(b"x" * 20000)
                pair.server.read()
        self.in_threads(work, work, work, work)

    def test_a_buffer_is_held_while_another_thread_works(self):
        pair = Pair().handshake()
        data = bytearray(b"x" * 4000000)
        errors = []

        def resize():
            for _ in range(200):
                try:
                    data.append(1)
                    data.pop()
                except BufferError:
                    errors.append(1)
        self.in_threads(lambda: pair.client.write(data), resize)
        self.assertEqual(bytes(data), b"x" * 4000000)


if __name__ == "__main__":
    unittest.main()
