"""The examples do what they say, on the form under test.

    python2.7 examples_test.py ctypes|native|built-in
"""
import io
import os
import shutil
import ssl
import subprocess
import sys
import tempfile
import unittest
import zipfile

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


@unittest.skipIf(sys.version_info[0] > 2, "Python 3 has no need of these")
class Chain(unittest.TestCase):
    """python, ensurepip, pip, requests, MemoryBIO."""

    def setUp(self):
        import requests_over_buffers
        if not requests_over_buffers.bundled_pip():
            self.skipTest("this Python's ensurepip has no pip with it (distributions leave it out)")
        self.place = tempfile.mkdtemp()

    def tearDown(self):
        shutil.rmtree(self.place)

    def run_example(self, name, *arguments):
        package = os.environ.get("PEP546_PATH", os.path.dirname(support.HERE))
        # Of the machine's own settings (proxies, indexes, authorities) nothing.
        environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": package, "HOME": self.place, "CC": "false",
                       "PIP_NO_CACHE_DIR": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_CONFIG_FILE": os.devnull,
                       "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", "")}
        child = subprocess.Popen([sys.executable, "-S", "-B", os.path.join(EXAMPLES, name)] + list(arguments),
                                 env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = child.communicate()[0]
        self.assertEqual(child.returncode, 0, said)
        return said

    def test_requests(self):
        said = self.run_example("requests_over_buffers.py", support.PKI)
        self.assertIn("200 hello from the server", said)
        self.assertIn("another CA: True", said)
        self.assertIn("connections over MemoryBIO: 1", said)

    def test_pip_installs_from_an_index_over_https(self):
        import requests_over_buffers
        wheel = io.BytesIO()
        with zipfile.ZipFile(wheel, "w") as file:
            file.writestr("demo546.py", "word = 'installed'\n")
            file.writestr("demo546-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: demo546\nVersion: 1.0\n")
            file.writestr("demo546-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: test\n"
                          "Root-Is-Purelib: true\nTag: py2.py3-none-any\n")
            file.writestr("demo546-1.0.dist-info/RECORD", "demo546.py,,\ndemo546-1.0.dist-info/METADATA,,\n"
                          "demo546-1.0.dist-info/WHEEL,,\ndemo546-1.0.dist-info/RECORD,,\n")
        name = "demo546-1.0-py2.py3-none-any.whl"
        address, stop = requests_over_buffers.serve(support.PKI, {
            "/simple/demo546/": ('<a href="/%s">%s</a>' % (name, name)).encode(), "/" + name: wheel.getvalue()})
        try:
            target = os.path.join(self.place, "target")
            said = self.run_example("pip_over_buffers.py", "install", "--index-url", address + "/simple/", "--cert",
                                    support.pki("root.pem"), "--target", target, "demo546")
        finally:
            stop()
        self.assertIn("Successfully installed demo546-1.0", said)
        self.assertNotIn("connections over MemoryBIO: 0", said)
        self.assertIn("connections over MemoryBIO: ", said)
        self.assertTrue(os.path.exists(os.path.join(target, "demo546.py")))


if __name__ == "__main__":
    support.main()
