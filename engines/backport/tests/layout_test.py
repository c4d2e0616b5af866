"""The proof of the layout: it accepts this Python, refuses anything else, and never faults.

    python2.7 layout_test.py ctypes
"""
import ctypes
import gc
import os
import ssl
import subprocess
import sys
import unittest

import support
from pep546 import _ctypes_form as form


class Words(object):
    """An instance is at least as long as a context; what stands in it are Python's own pointers."""
    __slots__ = ("a", "b", "c", "d", "e", "options", "verify_mode")


def like(first, third=None):
    """An object that has these numbers where a context has its SSL_CTX*, and an object its SSL*."""
    made = Words()
    for at, number in ((0, first), (2, third)):
        if number is not None:
            ctypes.c_void_p.from_address(id(made) + object.__basicsize__ + at * form.POINTER_SIZE).value = number
    kept.append(made)
    return made


kept = []


def real_context():
    return ssl.SSLContext(ssl.PROTOCOL_SSLv23)


def real_object(context):
    return form._ssl._SSLContext._wrap_socket(context, form._no_socket, False, None, form._Owner())


class Proof(unittest.TestCase):
    def setUp(self):
        gc.disable()  # it would follow the made objects' slots

    def tearDown(self):
        for made in kept:  # no slot may hold what is no object when it is freed
            for at in (0, 2):
                ctypes.c_void_p.from_address(id(made) + object.__basicsize__ + at * form.POINTER_SIZE).value = None
        del kept[:]
        gc.enable()

    def refused(self, context=real_context, made=real_object):
        with self.assertRaises(ImportError) as caught:
            form._prove_layout(context, made)
        return str(caught.exception)

    def test_this_python_is_accepted(self):
        header = object.__basicsize__
        self.assertEqual(form._prove_layout(real_context, real_object), (header, header + 2 * form.POINTER_SIZE))

    def test_a_context_that_holds_something_else(self):
        page = ctypes.create_string_buffer(8192)
        method = ctypes.create_string_buffer(8192)
        ctypes.memmove(method, ctypes.c_char_p(buffer(ctypes.c_void_p(form.TLS_method()))[:] * 1000), 8000)
        live = form.SSL_CTX_new(form.TLS_method())
        for number in (0, 1, 8, 0x10, 0x7FFFFFFFFFFFFFFF, 0xDEADBEEF000, ctypes.addressof(page),
                       ctypes.addressof(method), id(self), live, form._context_pointer(real_context())):
            self.assertIn("SSL_CTX", self.refused(lambda: like(number)))
        form.SSL_CTX_free(live)

    def test_an_object_that_holds_something_else(self):
        page = ctypes.create_string_buffer(8192)
        stranger = real_context()
        other = real_object(stranger)
        there = ctypes.c_void_p.from_address(id(other) + form._OBJECT_AT).value
        for number in (0, 1, 0x7FFFFFFFFFFFFFFF, ctypes.addressof(page), id(self), there):
            self.assertIn("no SSL of its context", self.refused(made=lambda context: like(0, number)))

    def test_an_object_that_is_not_this_one(self):
        alive = []

        def another(context):
            alive.append(real_object(context))
            return like(0, ctypes.c_void_p.from_address(id(alive[-1]) + form._OBJECT_AT).value)
        self.assertIn("does not know its Python object", self.refused(made=another))

    def test_contexts_that_are_one(self):
        one = real_context()
        self.assertIn("share an SSL_CTX", self.refused(lambda: one))

    def test_memory_that_is_not_there(self):
        memory = form._Memory()
        self.assertIsNone(memory.octets(8, 8))
        self.assertIsNone(memory.octets(0, 8))
        self.assertIsNone(memory.octets(0x7FFFFFFFF000, 4096))
        page = ctypes.create_string_buffer(b"here")
        self.assertEqual(memory.octets(ctypes.addressof(page), 4), b"here")
        memory.close()

    def test_no_descriptor_stays_open(self):
        before = os.listdir("/proc/self/fd")
        form._prove_layout(real_context, real_object)
        support.Pair().handshake()
        self.assertEqual(os.listdir("/proc/self/fd"), before)


class Refusals(unittest.TestCase):
    def importing(self, program):
        """What an interpreter says that runs the program and then imports the form."""
        child = subprocess.Popen([sys.executable, "-c", program + "\nimport pep546._ctypes_form"], env=dict(
            os.environ, PYTHONPATH=os.path.dirname(support.HERE)), stderr=subprocess.PIPE)
        said = child.communicate()[1]
        self.assertEqual(child.returncode, 1, said)
        self.assertIn("ImportError", said)
        return said

    def test_before_2_7_9(self):
        self.assertIn("PEP 466", self.importing("import _ssl, ssl; del _ssl._SSLContext"))

    def test_an_older_library(self):
        self.assertIn("OpenSSL 1.1.1 or later", self.importing("import ssl; ssl.OPENSSL_VERSION_NUMBER = 0x1000214F"))

    def test_another_library(self):
        for words in ("LibreSSL 3.5.0", "OpenSSL 1.1.1  1 Apr 2019"):
            self.assertIn("not one OpenSSL", self.importing("import ssl; ssl.OPENSSL_VERSION = %r" % words))

    def test_a_static_library(self):
        # An `_ssl` through whose file no function of libssl can be reached, as one with hidden symbols.
        self.assertIn("statically", self.importing("import _ssl, _ctypes; _ssl.__file__ = _ctypes.__file__"))

    def test_pypy(self):
        self.assertIn("for CPython", self.importing("import sys; sys.subversion = ('PyPy', '', '')"))

    def test_nothing_is_changed(self):
        self.importing("import ssl, _ssl, pep546\n"
                       "kept = _ssl._SSLContext; del _ssl._SSLContext\n"
                       "try: pep546.install('ctypes')\n"
                       "except ImportError: assert not hasattr(ssl, 'MemoryBIO')\n"
                       "else: assert False")


class Alone(unittest.TestCase):
    def test_the_file_works_when_copied_alone(self):
        import shutil
        import tempfile
        place = tempfile.mkdtemp()
        try:
            shutil.copy(form.__file__.replace(".pyc", ".py"), os.path.join(place, "vendored.py"))
            subprocess.check_call([sys.executable, "-c", "import sys; sys.path.insert(0, %r); import vendored\n"
                                   "vendored.install(); vendored.install(); import ssl\n"
                                   "c = ssl.SSLContext(ssl.PROTOCOL_SSLv23)\n"
                                   "o = c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname='a.example')\n"
                                   "assert type(o) is ssl.SSLObject is vendored.SSLObject" % place])
        finally:
            shutil.rmtree(place)


if __name__ == "__main__":
    support.main()
