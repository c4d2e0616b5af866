"""The package and its face: what install() does, and sdist and wheel that work where they are installed.

    python2.7 package_test.py ctypes
"""
import glob
import os
import shutil
import ssl
import subprocess
import sys
import tempfile
import unittest

import support
import pep546

FOLDER = os.path.dirname(support.HERE)
USE = ("import pep546; form = pep546.install('ctypes'); assert form == 'ctypes', form\n"
       "import ssl; context = ssl.SSLContext(ssl.PROTOCOL_SSLv23)\n"
       "made = context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname='a.example')\n"
       "assert type(made) is ssl.SSLObject\n"
       "try: made.do_handshake()\n"
       "except ssl.SSLWantReadError: print('works from ' + pep546.__file__)\n")


class Face(unittest.TestCase):
    def test_what_it_puts_on_ssl(self):
        from pep546 import _ctypes_form
        self.assertEqual(support.FORM, "ctypes")
        for name in pep546.NAMES:
            self.assertIs(getattr(ssl, name), getattr(_ctypes_form, name))
        self.assertIs(ssl.SSLContext.sslobject_class, ssl.SSLObject)
        self.assertTrue(ssl.SSLContext.wrap_bio.__doc__)

    def test_again_is_nothing_more(self):
        kept = ssl.MemoryBIO
        self.assertEqual(pep546.install(), "ctypes")
        self.assertEqual(pep546.install("ctypes"), "ctypes")
        self.assertIs(ssl.MemoryBIO, kept)

    def test_not_both_forms(self):
        self.assertRaises(RuntimeError, pep546.install, "native")
        self.assertRaises(RuntimeError, pep546.install, "no-such-form")

    def test_a_form_that_is_none(self):
        self.assertRaises(ValueError, pep546.load, "no-such-form")

    def test_keywords(self):
        context, bios = support.server_context(), (ssl.MemoryBIO(), ssl.MemoryBIO())
        made = context.wrap_bio(incoming=bios[0], outgoing=bios[1], server_side=True, server_hostname=None,
                                session=None)
        self.assertTrue(made.server_side)
        self.assertRaises(TypeError, context.wrap_bio, bios[0], bios[1], do_handshake_on_connect=True)


class Distributions(unittest.TestCase):
    """Built and used in a folder of their own; without a compiler, and without the network."""

    def setUp(self):
        try:
            import setuptools  # noqa: F401
        except ImportError:
            self.skipTest("no package `setuptools` in " + sys.executable)
        self.place = tempfile.mkdtemp()
        self.source = os.path.join(self.place, "source")
        os.mkdir(self.source)
        for name in ("pep546", "setup.py", "native_build.py", "MANIFEST.in", "README.md", "LICENSE"):
            at = os.path.join(FOLDER, name)
            copy = shutil.copytree if os.path.isdir(at) else shutil.copy
            copy(at, os.path.join(self.source, name))

    def tearDown(self):
        shutil.rmtree(self.place)

    def run_setup(self, folder, *words):
        child = subprocess.Popen([sys.executable, "setup.py", "-q"] + list(words), cwd=folder, env=dict(
            os.environ, CC="false", CXX="false", PEP546_NATIVE="0"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = child.communicate()[0]
        self.assertEqual(child.returncode, 0, said)

    def use(self, path):
        said = subprocess.check_output([sys.executable, "-B", "-c", USE], env=dict(os.environ, PYTHONPATH=path))
        self.assertIn("works from " + path, said)

    def test_the_sdist_installs(self):
        self.run_setup(self.source, "sdist", "--formats=gztar")
        made = glob.glob(os.path.join(self.source, "dist", "*.tar.gz"))
        self.assertEqual([os.path.basename(m) for m in made], ["pep546-%s.tar.gz" % pep546.__version__])
        subprocess.check_call(["tar", "xzf", made[0], "-C", self.place])
        unpacked = made[0][:-len(".tar.gz")].replace(os.path.join(self.source, "dist"), self.place)
        for name in ("LICENSE", "README.md", "pep546/_ctypes_form.py"):
            self.assertTrue(os.path.getsize(os.path.join(unpacked, name)))
        target = os.path.join(self.place, "target")
        self.run_setup(unpacked, "install", "--root", self.place, "--install-lib", "target",
                       "--single-version-externally-managed")
        self.use(target)

    def test_the_wheel(self):
        try:
            import wheel  # noqa: F401
        except ImportError:
            self.skipTest("no package `wheel` in " + sys.executable)
        self.run_setup(self.source, "bdist_wheel")
        made = glob.glob(os.path.join(self.source, "dist", "*.whl"))
        self.assertEqual(len(made), 1)
        self.use(made[0])  # a pure wheel can be imported as it is


if __name__ == "__main__":
    support.main()
