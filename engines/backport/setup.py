"""pep546: ssl.MemoryBIO and ssl.SSLObject for Python 2.7 (docs/backport.md)."""
import os
import sys

from setuptools import setup

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import native_build

setup(
    name="pep546",
    version="0.1.0",
    description="ssl.MemoryBIO and ssl.SSLObject for Python 2.7, as PEP 546 asked",
    long_description=open("README.md").read(),
    license="Apache-2.0",
    packages=["pep546"],
    ext_modules=native_build.extensions(),
    cmdclass=native_build.COMMANDS,
    python_requires=">=2.7,<2.8",
    zip_safe=False,
)
