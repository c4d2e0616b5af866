"""The native form refuses an `_ssl` that it cannot prove itself right about, with an ImportError that says why."""
import subprocess
import sys
import unittest

PROGRAM = """
import _ssl, ssl, sys, types
fake = types.ModuleType("_ssl"); fake.__dict__.update(_ssl.__dict__)
%s
sys.modules["_ssl"] = fake
try:
    from pep546 import _native
    print("taken")
except ImportError as error:
    print("refused: %%s" %% error)
"""
SLOTS = """
class _SSLContext(object):
    __slots__ = ("first", "second", "third", "fourth", "fifth")
    def __init__(self, protocol): %s
fake._SSLContext = _SSLContext
"""


class Refusals(unittest.TestCase):
    def said(self, change):
        return subprocess.check_output([sys.executable, "-B", "-c", PROGRAM % change], stderr=subprocess.STDOUT)

    def test_the_interpreters_own_is_taken(self):
        self.assertEqual(self.said("").strip(), b"taken")

    def test_no_contexts_or_no_types(self):
        for change in ("del fake._SSLContext", "fake._SSLContext = 7", "fake._SSLSocket = None"):
            self.assertIn(b"2.7.9 or later is needed", self.said(change), change)

    def test_contexts_that_are_too_short(self):
        self.assertIn(b"shorter than any known layout", self.said("fake._SSLSocket = object"))

    def test_words_that_are_no_ssl_ctx(self):
        # Null; a Python object's address; that of a string; a context of the real kind, a level too high.
        for value in ("pass", "self.first = self", "self.first = 'x' * 500", "self.first = _ssl._SSLContext(2)"):
            said = self.said(SLOTS % value)
            self.assertIn(b"refused: ", said, value)
            self.assertIn(b"SSL_CTX", said, value)

    def test_sockets_with_another_layout(self):
        said = self.said("fake._SSLSocket = type('Own', (object,), {'__slots__': tuple('abcdefgh')})")
        self.assertIn(b"the layout of", said)


if __name__ == "__main__":
    unittest.main()
