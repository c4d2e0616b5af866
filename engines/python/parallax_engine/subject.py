"""The module under test. `use()` comes first; every other module here takes `ssl` from this one."""
import importlib
import platform

ssl = None
# What says so of itself in the hello line: a backport's form, "" for an interpreter's own module.
backport = ""
# What was put into the interpreter's own module: "truststore 0.10.5".
injected = ""
# (name, version, semantics) of a module that is not Python's ssl at all (pyopenssl.py), else None.
ENGINE = None
PYPY = platform.python_implementation() == "PyPy"


def use(name):
    """Makes the module of that name the one under test. Raises ImportError.

    NAME, or NAME:FORM for a backport: a package that is no ssl module but has install(form), which puts
    what it brings on `ssl`; pep546 is one. A package with inject_into_ssl() (truststore) changes `ssl` as well.
    """
    global ssl, backport, injected, ENGINE
    name, _, form = name.partition(":")
    module = importlib.import_module(name)
    if not hasattr(module, "SSLContext") and hasattr(module, "install"):
        try:
            backport = "%s-%s" % (name, module.install(form or None))
        except ValueError as error:
            raise ImportError(str(error))
        module = importlib.import_module("ssl")
    elif form:
        raise ImportError("%s is no backport: it has no forms to choose from" % name)
    ENGINE = getattr(module, "ENGINE", None)
    if hasattr(module, "inject_into_ssl"):
        module.inject_into_ssl()
        injected = "%s %s" % (name, getattr(module, "__version__", ""))
        module = importlib.import_module("ssl")
    ssl = module
