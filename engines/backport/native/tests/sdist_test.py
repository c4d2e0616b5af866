"""The sdist carries all that the extension is built from. --build builds it too, which takes minutes, and runs
the tests of the contract on what came out.
"""
import glob
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGE = os.path.dirname(os.path.dirname(HERE))
BUILD = "--build" in sys.argv
if BUILD:
    sys.argv.remove("--build")


def run(*command, **keywords):
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **keywords)
    said = child.communicate()[0]
    if child.returncode != 0:
        raise AssertionError("%s: exit status %d\n%s" % (" ".join(command), child.returncode, said))
    return said


class Sdist(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.mkdtemp()
        run(sys.executable, "-B", "setup.py", "-q", "egg_info", "--egg-base", cls.place, "sdist", "--dist-dir",
            cls.place, cwd=PACKAGE)
        archive, = glob.glob(os.path.join(cls.place, "*.tar.gz"))
        run("tar", "xzf", archive, "-C", cls.place)
        cls.source = archive[:-len(".tar.gz")]

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.place)

    def test_nothing_of_the_project_is_missing(self):
        core = os.path.join(self.source, "core")
        folders = ("engines/backport/native", "engines/family", "harness/contract")
        sources = [f for d in folders for f in glob.glob(os.path.join(core, d, "*.cc"))]
        self.assertGreater(len(sources), 25)
        table = os.path.join(self.place, "parallax_reasons.inc")
        open(table, "w").close()
        said = run(os.environ.get("CXX", "c++"), "-std=c++20", "-M", "-I" + core,
                   "-I" + os.path.join(core, "vendor"), "-I" + self.place, "-I" + sysconfig.get_path("include"),
                   *sources)
        used = set(said.split())
        for header in ("engines/family/object.h", "vendor/fmt/format.h", "vendor/tl/expected.hpp"):
            self.assertIn(os.path.join(core, header), used)
        self.assertEqual([u for u in used if "/botan" in u or "/gtest" in u], [])

    def test_a_build_without_a_compiler_leaves_the_ctypes_form(self):
        environment = dict(os.environ, CC="false", CXX="false")
        environment.pop("PEP546_NATIVE", None)
        said = run(sys.executable, "setup.py", "build", "--build-base", "without", cwd=self.source, env=environment)
        self.assertIn("the native form is not built", said)
        self.assertEqual(glob.glob(os.path.join(self.source, "without", "lib*", "pep546", "*.so")), [])
        environment["PEP546_NATIVE"] = "1"
        with self.assertRaises(AssertionError) as raised:
            run(sys.executable, "setup.py", "build", "--build-base", "without", cwd=self.source, env=environment)
        self.assertIn("openssl/ssl.h", str(raised.exception))

    @unittest.skipUnless(BUILD, "not without --build")
    def test_it_builds_and_works(self):
        run(sys.executable, "setup.py", "build", "--build-lib", "built", cwd=self.source,
            env=dict(os.environ, PEP546_NATIVE="1"))
        environment = dict(os.environ, PYTHONPATH=os.path.join(self.source, "built"), PEP546_FORM="native")
        for name in ("api", "misuse"):
            run(sys.executable, "-B", os.path.join(HERE, name + "_test.py"), env=environment)


if __name__ == "__main__":
    unittest.main()
