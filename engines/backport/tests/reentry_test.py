"""Calling an object from a callback of its own operation: refused, where libssl would come to harm.

    python2.7 reentry_test.py ctypes
"""
import ssl
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

    def test_unwrap_and_the_rest(self):
        came_to, pair = called_back(lambda p: p.server.unwrap())
        self.assertEqual(came_to[0].reason, "SHUTDOWN_WHILE_IN_INIT")
        pair.handshake()
        came_to, pair = called_back(lambda p: p.server.verify_client_post_handshake())
        self.assertEqual(came_to[0].reason, "STILL_IN_INIT")
        pair.handshake()


if __name__ == "__main__":
    support.main()
