"""The examples do what they say, on the form under test.

    python2.7 examples_test.py ctypes|native|built-in
"""
import os
import ssl
import sys
import unittest

import support

EXAMPLES = os.path.join(os.path.dirname(support.HERE), "examples")
sys.path.insert(0, EXAMPLES)

import buffered_socket  # noqa: E402
import reactors  # noqa: E402


class Examples(unittest.TestCase):
    def test_one_protocol_over_three_reactors(self):
        for name, make in reactors.REACTORS:
            self.assertEqual(reactors.conversation(make(), support.PKI), b"ONE PROTOCOL, THREE REACTORS\n", name)

    def test_more_than_a_record_over_each(self):
        said = b"0123456789abcdef" * 2500 + b"\n"
        for name, make in reactors.REACTORS:
            self.assertEqual(reactors.conversation(make(), support.PKI, said), said.upper(), name)

    def test_a_socket_over_buffers_and_tls_in_tls(self):
        for layers in (1, 2, 3):
            heard, versions = buffered_socket.conversation(support.PKI, layers)
            self.assertEqual(heard, ("THROUGH %d\n" % layers).encode())
            self.assertEqual(len(versions), layers)

    def test_the_end_of_a_socket_that_was_cut(self):
        import socket
        near, far = socket.socketpair()
        far.close()
        self.assertRaises((ssl.SSLEOFError, socket.error), buffered_socket.BufferedSocket, near,
                          support.client_context(), server_hostname="localhost")
        near.close()


if __name__ == "__main__":
    support.main()
