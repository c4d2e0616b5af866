"""How much of Python 3's ssl is missing on 2.7, before and after the backport, by class.

    python3 surface.py PYTHON3 PYTHON2.7 [FORM]

Counted are public names: of the module (functions, classes, exceptions; constants apart, since most are numbers of
the library), and of the classes SSLContext, SSLObject, MemoryBIO and SSLSession. A class that is missing has all its
names missing. Prints a line for each, and the names that are missing still.
"""
from __future__ import print_function

import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CLASSES = ("MemoryBIO", "SSLObject", "SSLSession", "SSLContext")


def look(form):
    """The names of this interpreter's ssl, as JSON."""
    import ssl
    if form:
        sys.path.insert(0, HERE)
        import pep546
        pep546.install(form)
    module, constants = [], []
    for name in dir(ssl):
        thing = getattr(ssl, name)
        if name.startswith("_") or type(thing) is type(os):
            continue
        own = getattr(thing, "__module__", "ssl") in ("ssl", "_ssl", "exceptions", None)
        if not callable(thing):
            constants.append(name)
        elif own:
            module.append(name)
    found = {"functions and classes": module, "constants": constants}
    for name in CLASSES:
        kind = getattr(ssl, name, None)
        found[name] = [n for n in dir(kind) if not n.startswith("_")] if kind else []
    print(json.dumps(found))


def asked(python, form=""):
    said = subprocess.check_output([python, "-W", "ignore", "-B", os.path.abspath(__file__), "--look", form])
    return json.loads(said.decode())


def main(arguments):
    if arguments[:1] == ["--look"]:
        return look(arguments[1])
    if len(arguments) not in (2, 3):
        sys.stderr.write(__doc__)
        return 2
    whole, before = asked(arguments[0]), asked(arguments[1])
    after = asked(arguments[1], arguments[2] if len(arguments) > 2 else "ctypes")
    print("%-24s %8s %15s %14s" % ("", "Python 3", "missing before", "missing after"))
    for area in ("functions and classes",) + CLASSES + ("constants",):
        names = set(whole[area])
        print("%-24s %8d %15d %14d" % (area, len(names), len(names - set(before[area])), len(names - set(after[area]))))
    for area in ("functions and classes",) + CLASSES:
        missing = sorted(set(whole[area]) - set(after[area]))
        if missing:
            print("\n%s, still missing: %s" % (area, ", ".join(missing)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
