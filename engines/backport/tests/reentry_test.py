"""Calling an object from a callback of its own operation: refused, where libssl would come to harm.

    python2.7 reentry_test.py ctypes
"""
import ssl
import threading
import unittest

import support
from support import Pair, client_context, server_context


def called_back(act, version=None, first="do_handshake"):
    """What `act(pair)` came to inside the server's SNI callback, and the pair; the server's first
    operation is `first`."""
    server, came_to = server_context(), []
    pair = Pair(client_context(version=version), server)

    def callback(thing, name, context):
        try:
            came_to.append(act(pair))
        except Exception as error:
            came_to.append(error)
    server.set_servername_callback(callback)
    for end, word in ((pair.client, "do_handshake"), (pair.server, first)):
        try:
            getattr(end, word)(*((b"x",) if word == "write" else ()))
        except ssl.SSLWantReadError:
            pass
        pair.move()
    return came_to, pair


def refused(act, *arguments):
    try:
        return act(*arguments)
    except ssl.SSLError as error:
        return error


class Reentry(unittest.TestCase):
    def test_a_handshake_inside_a_handshake(self):
        for version in ("1.2", None):
            for first in ("do_handshake", "read", "write"):
                came_to, pair = called_back(lambda p: p.server.do_handshake(), version, first)
                self.assertEqual(type(came_to[0]), ssl.SSLError)
                self.assertIn("in use", str(came_to[0]))
                pair.handshake()
                pair.server.write(b"works")
                pair.move()
                self.assertEqual(pair.client.read(), b"works")

    def test_a_write_inside_a_handshake_does_not_go_out_in_the_clear(self):
        for version in ("1.2", None):
            for data in (b"a secret", b""):
                came_to, pair = called_back(lambda p: p.server.write(data), version)
                self.assertEqual(type(came_to[0]), ssl.SSLError)
                self.assertNotIn(b"a secret", pair.to_client.read(), "in the clear")

    def test_a_read_has_nothing_yet(self):
        for act in (lambda p: p.server.read(), lambda p: p.server.read(5, bytearray(5))):
            came_to, pair = called_back(act)
            self.assertEqual(type(came_to[0]), ssl.SSLWantReadError)
            pair.handshake()

    def test_threads_take_turns(self):
        pair = Pair().handshake()
        failed = []

        def work(act):
            try:
                for _ in range(3000):
                    try:
                        act()
                    except ssl.SSLWantReadError:
                        pass
            except Exception as error:
                failed.append(error)
        acts = [lambda: pair.client.write(b"from a thread"), lambda: pair.client.read(5),
                lambda: pair.client.read(5, bytearray(5)), pair.client.do_handshake]
        threads = [threading.Thread(target=work, args=(act,)) for act in acts * 2]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failed, [])
        pair.move()
        self.assertEqual(pair.server.read(), b"from a thread")

    def test_a_thread_beside_a_callback_waits(self):
        seen = []

        def act(pair):
            thread = threading.Thread(target=lambda: seen.append(refused(pair.server.write, b"a secret")))
            thread.start()
            thread.join(0.05)  # it cannot go on before the callback is over
            self.assertEqual(seen, [])
            return thread
        came_to, pair = called_back(act)
        came_to[0].join()
        self.assertEqual(len(seen), 1)
        self.assertNotIn(b"a secret", pair.to_client.read(), "in the clear")

    def test_unwrap_and_the_rest(self):
        came_to, pair = called_back(lambda p: p.server.unwrap())
        self.assertEqual(came_to[0].reason, "SHUTDOWN_WHILE_IN_INIT")
        pair.handshake()
        came_to, pair = called_back(lambda p: p.server.verify_client_post_handshake())
        self.assertEqual(came_to[0].reason, "STILL_IN_INIT")
        pair.handshake()


if __name__ == "__main__":
    support.main()
