"""Inspecting: one fact about an object of the module under test, in words that mean the same everywhere.

What an implementation is free to choose (a method written in C or in Python, a slot or a property) is left
out of the words, so that two interpreters that behave alike show alike.
"""
import copy
import inspect
import pickle
import re
import weakref

try:
    import enum
except ImportError:  # 2.7
    enum = None

from .printing import EXACT

ADDRESS = re.compile(r" (?:at )?0x[0-9a-fA-F]+")
FOREIGN = ("socket", "_socket", "enum", "collections", "typing", "_collections_abc", "warnings", "abc")


def _named(kind):
    return kind.__name__


def _is_data(thing):
    return hasattr(type(thing), "__get__") and hasattr(type(thing), "__set__") and not callable(thing)


def kind(thing, owner, name):
    if isinstance(thing, type):
        if issubclass(thing, BaseException):
            return "exception"
        return "enumeration" if enum and issubclass(thing, enum.Enum) else "class"
    if _is_data(thing):
        return "property"
    if callable(thing):
        if isinstance(owner, type):
            for base in owner.__mro__:
                if name in vars(base):
                    if isinstance(vars(base)[name], staticmethod):
                        return "static method"
                    return "class method" if isinstance(vars(base)[name], classmethod) else "method"
        return "function" if type(owner) is type(inspect) else "method"
    return "value"


def _signature_2(thing):
    """The same on 2.7, which knows parameters of Python's own functions alone."""
    try:
        spec = inspect.getargspec(thing)
    except TypeError:
        return None
    if inspect.ismethod(thing):
        spec = spec._replace(args=spec.args[1:])
    return ADDRESS.sub("", inspect.formatargspec(*spec))


def signature(thing, owner, name):
    """The parameters' text, without `self`; None where the interpreter knows none."""
    if not hasattr(inspect, "signature"):
        return _signature_2(thing)
    try:
        found = inspect.signature(thing)
    except (TypeError, ValueError):
        return None
    given = [p.replace(annotation=p.empty) for p in found.parameters.values()]
    if isinstance(owner, type) and kind(thing, owner, name) == "method" and given[:1]:
        if given[0].kind in (given[0].POSITIONAL_ONLY, given[0].POSITIONAL_OR_KEYWORD):
            del given[0]
    return ADDRESS.sub("", str(found.replace(parameters=given, return_annotation=found.empty)))


def _own(module, thing):
    """Whether a name of the module is its own, and not one that it imports."""
    if type(thing) is type(inspect):
        return False
    where = getattr(thing, "__module__", None) or getattr(type(thing), "__module__", None)
    return where not in FOREIGN


def names(thing, owner, name):
    found = [n for n in dir(thing) if not n.startswith("_")]
    if type(thing) is type(inspect):
        found = [n for n in found if _own(thing, getattr(thing, n))]
    return sorted(found)


def members(thing, owner, name):
    return {m: value.value for m, value in sorted(thing.__members__.items())}


def _plain(said):
    return ADDRESS.sub("", said)


def value(thing, owner, name):
    """A constant's value; for anything else the name of its type."""
    if isinstance(thing, (int, str, bytes, float, tuple, type(None))):
        return thing
    return thing if type(thing) in EXACT else _named(type(thing))


def _pickle(thing, owner, name):
    return _named(type(pickle.loads(pickle.dumps(thing, 2))))


def _weakref(thing, owner, name):
    weakref.ref(thing)
    return True


def _hash(thing, owner, name):
    hash(thing)
    return True


def _subclass(thing, owner, name):
    type("Sub", (thing,), {})
    return True


ASPECTS = {
    "kind": kind,
    "type": lambda thing, owner, name: _named(type(thing)),
    "value": value,
    "signature": signature,
    "names": names,
    "members": members,
    "bases": lambda thing, owner, name: [_named(b) for b in thing.__bases__],
    "mro": lambda thing, owner, name: [_named(b) for b in thing.__mro__],
    "module": lambda thing, owner, name: thing.__module__,
    "hash": _hash,
    "truth": lambda thing, owner, name: bool(thing),
    "repr": lambda thing, owner, name: _plain(repr(thing)),
    "str": lambda thing, owner, name: _plain(str(thing)),
    "pickle": _pickle,
    "copy": lambda thing, owner, name: _named(type(copy.copy(thing))),
    "deepcopy": lambda thing, owner, name: _named(type(copy.deepcopy(thing))),
    "weakref": _weakref,
    "subclass": _subclass,
    "dict": lambda thing, owner, name: hasattr(thing, "__dict__"),
}
