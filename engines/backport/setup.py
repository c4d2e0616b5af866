"""pep546: ssl.MemoryBIO and ssl.SSLObject for Python 2.7 (docs/backport.md)."""
from setuptools import setup

setup(
    name="pep546",
    version="0.1.0",
    description="ssl.MemoryBIO and ssl.SSLObject for Python 2.7, as PEP 546 asked",
    long_description=open("README.md").read(),
    license="Apache-2.0",
    packages=["pep546"],
    python_requires=">=2.7,<2.8",
    zip_safe=False,
)
