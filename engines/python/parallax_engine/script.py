"""The script under way: its names, what paths and arguments stand for, and how it begins and ends."""
from . import contexts, keylog, library, reactions, streams
from .literals import unwrap
from .outcome import Unsupported, notes
from .printing import Bound, handles
from .subject import ssl


MODULE = type(contexts)


class Names(dict):
    """The script's names."""

    def __missing__(self, name):
        if name == "ssl":  # the module under test, whatever it is called
            return ssl
        self.unknown(name)

    def unknown(self, name):
        raise NameError("name '%s' is not defined" % name)


names = Names()


def attribute_of(owner, attribute):
    """One step along a path."""
    if type(owner) is Bound:
        if attribute == "in":
            return owner.incoming
        if attribute == "out":
            return owner.outgoing
        owner = owner.object
    if attribute.startswith("_"):
        raise Unsupported("private attributes are no part of the contract")
    found = getattr(owner, attribute)
    if type(found) is MODULE:
        # Whatever the module under test imports is not under test.
        raise Unsupported("another module is no part of the contract")
    return found


def resolver(path):
    """A function that gives what a path stands for: `a`, `a.in`, `a.session`."""
    first, rest = path.split(".")[0], path.split(".")[1:]
    if not rest:
        return lambda: names[first]
    if rest == ["in"]:
        def incoming():
            owner = names[first]
            return owner.incoming if type(owner) is Bound else attribute_of(owner, "in")
        return incoming
    if rest == ["out"]:
        def outgoing():
            owner = names[first]
            return owner.outgoing if type(owner) is Bound else attribute_of(owner, "out")
        return outgoing

    def walk():
        owner = names[first]
        for attribute in rest:
            owner = attribute_of(owner, attribute)
        return owner
    return walk


def stream_for(owner):
    if type(owner) is Bound:
        return owner.stream
    return contexts.stream_of(owner) if isinstance(owner, ssl.SSLContext) else streams.base[0]


def evaluate(pair):
    return pair[1] if pair[0] else unwrap(pair[1]())


def begin(seed, clock, folder, key_log=False):
    """Starts a script: everything before is forgotten."""
    end()
    keylog.kept[0] = [] if key_log else None
    streams.begin(seed)
    library.clear_errors()
    library.saved[0] = 0
    contexts.pki[0] = folder
    if library.set_clock is not None:
        library.set_clock(clock)


def end():
    # The newest name first, as a harness in C++ unwinds them.
    while names:
        names.popitem()
    if reactions.watchers:
        reactions.clear()
    handles.clear()
    del notes[:]
