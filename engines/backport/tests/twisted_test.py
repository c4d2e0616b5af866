"""Twisted's TLS on the backport, without pyOpenSSL: examples/twisted_over_buffers.py says what it should.

    python2.7 twisted_test.py ctypes|native

Twisted comes from the package index, into $PEP546_PACKAGES; where it cannot be had, the status is 77 and the reason
is printed.
"""
from __future__ import print_function

import os
import subprocess
import sys
import tempfile
import unittest

import support

TWISTED = "Twisted==20.3.0"  # the last for 2.7
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(support.HERE)))
EXAMPLE = os.path.join(os.path.dirname(support.HERE), "examples", "twisted_over_buffers.py")
PACKAGES = os.environ.get("PEP546_PACKAGES") or os.path.join(tempfile.gettempdir(), "pep546-packages")
EXPECTED = ["TLS: HELLO over TLSv1.3", "TLS: 200000 octets over TLSv1.3", "startTLS: HELLO LATER over TLSv1.3",
            "TLS in TLS: HELLO TWICE over TLSv1.3", "another CA: CERTIFICATE_VERIFY_FAILED"]


class Twisted(unittest.TestCase):
    def test_its_tls_over_buffers(self):
        package = os.environ.get("PEP546_PATH", os.path.dirname(support.HERE))
        child = subprocess.Popen([sys.executable, "-B", "-c", "import sys, pep546; pep546.install(%r)\n"
                                  "sys.argv = sys.argv[1:]; execfile(sys.argv[0])" % support.FORM, EXAMPLE, support.PKI],
                                 env=dict(os.environ, PYTHONUSERBASE=PACKAGES, PYTHONPATH=package),
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = child.communicate()[0].splitlines()
        self.assertEqual(child.returncode, 0, said)
        self.assertTrue(said[0].startswith("Twisted 20.3.0, ") and said[0].endswith("pyOpenSSL: no"), said)
        self.assertEqual(said[1:], EXPECTED)


if __name__ == "__main__":
    status = subprocess.call([os.path.join(ROOT, "ci", "python-packages"), sys.executable, PACKAGES, TWISTED])
    if status:
        sys.exit(status)
    support.main()
