"""PEP 546 for Python 2.7: ssl.MemoryBIO and ssl.SSLObject.

    import pep546
    pep546.install()

After that `ssl` has MemoryBIO, SSLObject, SSLSession and SSLCertVerificationError, and SSLContext has
wrap_bio and sslobject_class. They behave as those of Python 3.13 as far as 2.7 allows; docs/backport.md
says where it does not.

There are two forms behind this face. "native" is an extension module; "ctypes" is pure Python, one
file (_ctypes_form.py), which may also be copied into another package and used alone. Both take
what they need out of 2.7's own contexts, and refuse (ImportError) a Python in which they cannot prove
where that is.
"""
import importlib
import sys

__version__ = "0.1.0"

FORMS = ("native", "ctypes")

# What a form module has, and install() puts on `ssl`.
NAMES = ("MemoryBIO", "SSLObject", "SSLSession", "SSLCertVerificationError")

_installed = []


_MODULES = {"native": __name__ + "._native", "ctypes": __name__ + "._ctypes_form"}


def load(form=None):
    """The module of that form, checked against this interpreter; nothing is changed in `ssl`.

    None: the first that can be had, native before ctypes. Raises ImportError, which says why each
    form asked for is refused, and ValueError for a name that is no form.
    """
    if form is not None and form not in FORMS:
        raise ValueError("form=%r: give one of %s, or None" % (form, ", ".join(FORMS)))
    refused = []
    for name in FORMS if form is None else (form,):
        try:
            return importlib.import_module(_MODULES[name])
        except ImportError as error:
            refused.append("%s form: %s" % (name, error))
    raise ImportError("pep546: " + "; ".join(refused))


def install(form=None):
    """Puts the names on `ssl` and gives the form's name, or "built-in" where `ssl` has them of itself.

    Calling it again does nothing more; asking for the other form afterwards is a RuntimeError, since
    objects of both would meet on one context. Raises what load() raises; `ssl` is then as it was.
    """
    if _installed:
        if form not in (None, _installed[0]):
            raise RuntimeError("pep546: form %r is installed already" % _installed[0])
        return _installed[0]
    import ssl
    if hasattr(ssl, "MemoryBIO") and hasattr(ssl, "SSLObject"):
        return "built-in"
    if sys.version_info[:2] != (2, 7):
        raise ImportError("pep546: for Python 2.7, this is %d.%d" % sys.version_info[:2])
    module = load(form)
    for name, value in [(name, getattr(module, name)) for name in NAMES]:
        setattr(ssl, name, value)
    ssl.SSLContext.sslobject_class = module.SSLObject
    # A function of Python's own, so that it binds as a method; a native one would not.
    wrap_bio = module.wrap_bio

    def method(self, incoming, outgoing, server_side=False, server_hostname=None, session=None):
        return wrap_bio(self, incoming, outgoing, server_side, server_hostname, session)
    method.__name__ = "wrap_bio"
    method.__doc__ = wrap_bio.__doc__
    ssl.SSLContext.wrap_bio = method
    _installed.append("native" if module.__name__ == _MODULES["native"] else "ctypes")
    return _installed[0]
