"""pip over MemoryBIO: python2.7 pip_over_buffers.py PIP-ARGUMENTS

The last pip for 2.7 as ensurepip brings it, with its TLS over buffers: python, ensurepip, pip, requests, MemoryBIO, the
chain that PEP 546 called its bootstrap problem. Nothing compiled, no pyOpenSSL; pep546 is the one file.
"""
import sys

import requests_over_buffers
import buffer_context

sys.path[:0] = requests_over_buffers.bundled_pip()

from pip._internal import main  # noqa: E402
from pip._vendor import urllib3  # noqa: E402

buffer_context.use(urllib3)

if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stderr.write("connections over MemoryBIO: %d\n" % buffer_context.BufferSocket.made[0])
    sys.exit(status)
