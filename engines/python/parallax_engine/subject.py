"""The module under test. `use()` comes first; every other module here takes `ssl` from this one."""
import importlib
import sys

ssl = None
PYPY = sys.implementation.name == "pypy"


def use(name):
    """Makes the module of that name the one under test. Raises ImportError."""
    global ssl
    ssl = importlib.import_module(name)
