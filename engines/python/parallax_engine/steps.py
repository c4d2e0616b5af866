"""Steps: from a line to a function that carries it out and gives its outcome's text.

A line is parsed once; the function that comes of it is kept and run again whenever the same line comes
back, in this script or a later one. So it looks names up when it runs, never when it is made.

Complexity: a repeated line costs one dictionary look-up more than the operation that it asks for.
"""
import re

from . import contexts, disturb, library, made, reactions, streams
from .literals import Parser, unquoted, unwrap
from .outcome import ScriptError, Unsupported, exception_named, note, notes
from .printing import EXACT, Bound, handles, show, text
from .subject import ssl


class Names(dict):
    """The script's names."""

    def __missing__(self, name):
        raise NameError("name '%s' is not defined" % name)


names = Names()

NAME = re.compile(r"[A-Za-z_]\w*\Z")
PATH = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*\Z")
ASSIGN = re.compile(r"([A-Za-z_][\w.]*)[ \t]*=[ \t]*(?!=)(.+)\Z", re.S)
KEY = re.compile(r"([A-Za-z_]\w*)[ \t]*=[ \t]*(?!=)")
BARE = re.compile(r'[^\s";]+')
QUOTED = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.S)
ON = re.compile(r"on[ \t]+([A-Za-z_][\w.]*)\.(\w+)[ \t]*\{(.*)\}\Z", re.S)
PIECE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]();\n]|->', re.S)

# The members of the step table, with their parameters (which place a keyword's note has).
MEMBERS = {
    "read": ("len", "buffer"), "write": ("data",), "write_eof": (), "pending": (), "eof": (), "do_handshake": (),
    "unwrap": (), "version": (), "cipher": (), "shared_ciphers": (), "compression": (),
    "selected_alpn_protocol": (), "selected_npn_protocol": (), "getpeercert": ("binary_form",),
    "get_verified_chain": (), "get_unverified_chain": (), "get_channel_binding": ("cb_type",),
    "verify_client_post_handshake": (), "server_side": (), "server_hostname": (), "session": (),
    "session_reused": (), "context": (), "set_ciphers": (), "set_alpn_protocols": (), "session_stats": (),
    "options": (), "verify_mode": (), "check_hostname": (), "verify_flags": (), "minimum_version": (),
    "maximum_version": (), "num_tickets": (), "post_handshake_auth": (), "get_ciphers": (), "id": (), "time": (),
    "timeout": (), "has_ticket": (), "ticket_lifetime_hint": (),
}
EXECUTORS = ("seed", "peer", "move", "pump")  # and whatever else the harness does for itself

SSLContext, MemoryBIO, SSLObject = ssl.SSLContext, ssl.MemoryBIO, ssl.SSLObject


# Paths.

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
    return getattr(owner, attribute)


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
    return contexts.stream_of(owner) if isinstance(owner, SSLContext) else streams.base[0]


# Arguments.

def parse_keys(parser, bare=()):
    """The rest of the line: positional values, and (key, value) pairs."""
    positional, keyed = [], []
    while parser.skip():
        match = KEY.match(parser.line, parser.at)
        if match is None:
            positional.append(parser.value())
            continue
        key = match.group(1)
        parser.at = match.end()
        if key in bare and not parser.line.startswith('"', parser.at):
            match = BARE.match(parser.line, parser.at) or parser.fail("a word")
            parser.at = match.end()
            keyed.append((key, (True, match.group())))
        else:
            keyed.append((key, parser.value()))
    return positional, keyed


def evaluate(pair):
    return pair[1] if pair[0] else unwrap(pair[1]())


# Members: TARGET.WORD arguments.

def call_member(owner, word, positional, keyed):
    """Calls a method, or gets an attribute, with the script's stream and errno in place."""
    inner = owner
    if type(owner) is Bound:
        inner = owner.object
    selected = streams.selected
    outer = selected[0]
    selected[0] = stream_for(owner)
    errno = library.errno
    errno.value = library.saved[0]
    try:
        found = getattr(inner, word)
        if callable(found):
            return found(*positional, **keyed)
        if positional or keyed:
            raise TypeError("'%s' object is not callable" % type(found).__name__)
        return found
    finally:
        library.saved[0] = errno.value
        selected[0] = outer


def member(path, word, parser):
    if word not in MEMBERS:
        raise Unsupported("a step that this engine does not know: " + word)
    find = resolver(path)
    positional, keyed = parse_keys(parser)
    if not keyed and all(constant for constant, _ in positional):
        return plain_member(find, word, [thing for _, thing in positional])
    places = MEMBERS[word]

    def run():
        owner = find()
        values = [evaluate(p) for p in positional]
        options = {}
        for key, p in keyed:
            options[key] = evaluate(p)
        watched = [(i, v, made.snapshot(v)) for i, v in enumerate(values)]
        watched += [(places.index(k) if k in places else len(values), v, made.snapshot(v)) for k, v in options.items()]
        try:
            return "ok " + show(call_member(owner, word, values, options))
        finally:
            for place, value, before in watched:
                if before is not None and made.snapshot(value) != before:
                    note("argument", "%d %s" % (place, show(value)))
    return run


def plain_member(find, word, values):
    """A member whose arguments are literals: the common case, with nothing in its way."""
    selected, saved, errno, exact, bound = streams.selected, library.saved, library.errno, EXACT, Bound

    def run():
        owner = find()
        outer = selected[0]
        if type(owner) is bound:
            selected[0] = owner.stream
            owner = owner.object
        else:
            selected[0] = stream_for(owner)
        errno.value = saved[0]
        try:
            value = getattr(owner, word)
            if callable(value):
                value = value(*values)
            elif values:
                raise TypeError("'%s' object is not callable" % type(value).__name__)
        finally:
            saved[0] = errno.value
            selected[0] = outer
        how = exact.get(type(value))
        return "ok " + (how(value) if how is not None else show(value))
    return run


def writer(path):
    """A function of octets that does `PATH.write OCTETS`; for long literals, which are not kept."""
    find = resolver(path)
    return lambda data: "ok " + show(call_member(find(), "write", (data,), {}))


# State.

def state(name):
    if NAME.match(name) is None:
        return lambda: "ok {}"
    # The class's own functions: a script may have set an attribute of the object over them.
    pending, version, cipher = SSLObject.pending, SSLObject.version, SSLObject.cipher
    alpn, reused = SSLObject.selected_alpn_protocol, SSLObject.session_reused.__get__
    words = {None: "None"}  # the few texts that occur, printed once

    def word(s):
        known = words.get(s)
        if known is None:
            known = words[s] = text(s)
        return known

    def look():
        thing = names.get(name)
        if type(thing) is Bound:
            a, b, o = thing.incoming, thing.outgoing, thing.object
            suite = cipher(o)
            return ('ok {"in": [%d, %s], "out": [%d, %s], "pending": %d, "version": %s, "cipher": %s, "alpn": %s, '
                    '"reused": %s}' % (a.pending, a.eof, b.pending, b.eof, pending(o), word(version(o)),
                                       "None" if suite is None else word(suite[0]), word(alpn(o)), bool(reused(o))))
        if isinstance(thing, MemoryBIO):
            return 'ok {"in": [%d, %s]}' % (thing.pending, thing.eof)
        return "ok {}"
    return look


# Directives.

def need_name(word):
    if NAME.match(word) is None:
        raise ScriptError("expected a name, got `%s`" % word)
    return word


def role_and_keys(parser):
    """NAME ROLE key=value …"""
    match = re.compile(r"[ \t]*(\S+)[ \t]+(\w+)").match(parser.line, parser.at)
    if match is None:
        raise ScriptError("expected NAME client|server")
    parser.at = match.end()
    name, role = need_name(match.group(1)), match.group(2)
    if role not in ("client", "server"):
        raise ValueError("a role is client or server")
    positional, keyed = parse_keys(parser, contexts.WORD_KEYS)
    if positional:
        raise ScriptError("expected key=value")
    return name, role, keyed


def options_of(role, keyed):
    keys = {}
    for key, (constant, thing) in keyed:
        if key in contexts.CONTEXT_KEYS:
            if not constant:
                raise ValueError("%s= takes a literal" % key)
            keys[key] = thing
    return contexts.ContextOptions(role, keys)


def do_context(parser):
    name, role, keyed = role_and_keys(parser)
    options = options_of(role, keyed)

    def run():
        names[name] = options.make(name)
        return "ok None"
    return run


def new_bio():
    return handles.fresh(MemoryBIO())


def do_object(parser):
    name, role, keyed = role_and_keys(parser)
    keys = dict(keyed)
    subclass = keys.get("class", (True, None))[1]
    if subclass not in (None, "subclass"):
        raise ValueError("class=%s is not a value of this key" % subclass)
    options = None if "context" in keys else options_of(role, keyed)
    arguments = [(key, pair) for key, pair in keyed if key in ("context", "session", "in", "out", "server_hostname")]
    implicit = name + ".context"

    def run():
        given = {}
        for key, pair in arguments:
            given[key] = evaluate(pair)
        if "server_hostname" not in given and role == "client":
            given["server_hostname"] = "localhost"
        context = options.make(implicit) if options is not None else given.pop("context")
        incoming = given.pop("in") if "in" in given else new_bio()
        outgoing = given.pop("out") if "out" in given else new_bio()
        if not isinstance(context, SSLContext):
            raise Unsupported("wrap_bio is an operation of a context")
        names[name] = contexts.wrap(name, role, context, incoming, outgoing, given, subclass)
        return "ok None"
    return run


def do_bio(parser):
    parser.skip()
    name = need_name(parser.line[parser.at:].strip())

    def run():
        names[name] = new_bio()
        return "ok None"
    return run


def do_let(parser):
    match = ASSIGN.match(parser.line, parser.at + 1)
    if match is None:
        raise ScriptError("expected let NAME = VALUE")
    name = need_name(match.group(1))
    parser.at = match.start(2)
    constant, thing = parser.value()
    parser.end()

    def run():
        names[name] = thing if constant else thing()
        return "ok None"
    return run


def do_show(parser):
    constant, thing = parser.value()
    parser.end()
    return lambda: "ok " + show(thing if constant else thing())


def do_drop(parser):
    name = need_name(parser.line[parser.at:].strip())

    def run():
        if name not in names:
            names[name]
        del names[name]
        return "ok None"
    return run


def do_collect(parser):
    parser.end()

    def run():
        disturb.collect()
        return "ok None"
    return run


def do_disturb(parser):
    kind = parser.line[parser.at:].strip()

    def run():
        disturb.disturb(kind)
        return "ok None"
    return run


def do_clock(parser):
    constant, seconds = parser.value()
    parser.end()
    if not constant or type(seconds) is not int:
        raise ValueError("clock needs seconds since 1970")

    def run():
        if library.set_clock is None:
            raise Unsupported("the clock is not the script's: libparallax_clock.so is not preloaded")
        library.set_clock(seconds)
        return "ok None"
    return run


def do_state(parser):
    return state(parser.line[parser.at:].strip())


def assign(target, parser):
    path, _, attribute = target.rpartition(".")
    find = resolver(path)
    pair = parser.value()
    parser.end()
    if attribute.startswith("_"):
        raise Unsupported("private attributes are no part of the contract")

    def run():
        owner = find()
        value = evaluate(pair)
        inner = unwrap(owner)
        if type(owner) is Bound and attribute in ("in", "out"):
            raise Unsupported("an object's BIOs are chosen when it is made")
        outer = streams.selected[0]
        streams.selected[0] = stream_for(owner)
        library.errno.value = library.saved[0]
        try:
            setattr(inner, attribute, value)
        finally:
            library.saved[0] = library.errno.value
            streams.selected[0] = outer
        return "ok None"
    return run


# Reactions.

def pieces(body):
    """The steps of a body, without what they are expected to come to."""
    found, depth, start, cut = [], 0, 0, None
    for match in PIECE.finditer(body):
        piece = match.group()
        if piece in "{[(":
            depth += 1
        elif piece in "}])":
            depth -= 1
        elif depth == 0 and piece == "->" and cut is None:
            cut = match.start()
        elif depth == 0 and piece in (";", "\n"):
            found.append(body[start:match.start() if cut is None else cut].strip())
            start, cut = match.end(), None
    found.append(body[start:len(body) if cut is None else cut].strip())
    return [p for p in found if p]


def make_raise(said):
    """`raise ValueError "text"`: a function that raises it."""
    match = re.match(r"([A-Za-z_]\w*)[ \t]*(.*)\Z", said, re.S)
    if match is None:
        raise ScriptError("expected raise EXCEPTION \"text\"")
    kind = exception_named(match.group(1))
    arguments = (unquoted(match.group(2)),) if QUOTED.match(match.group(2)) else ()

    def finish():
        raise kind(*arguments)
    return finish


def inner_step(said):
    return reactions.step_of(said, compile_step(said))


def do_on(line):
    match = ON.match(line)
    if match is None:
        raise ScriptError("expected on CONTEXT.EVENT { … }")
    find, attribute = resolver(match.group(1)), match.group(2)
    steps, finish = [], lambda: None
    for said in pieces(match.group(3)):
        word = said.split(None, 1)[0]
        if word == "return":
            value = Parser(said, resolver, len("return"))
            pair = value.value() if value.skip() else (True, None)
            value.end()
            finish = lambda: evaluate(pair)
            break
        if word == "raise":
            finish = make_raise(said[len("raise"):].strip())
            break
        steps.append(inner_step(said))

    def run():
        context = find()
        if not isinstance(context, SSLContext):
            raise AttributeError("'%s' object has no attribute '%s'" % (type(unwrap(context)).__name__, attribute))
        reactions.install(context, attribute, steps, finish)
        return "ok None"
    return run


made.compile_inner = inner_step

DIRECTIVES = {"context": do_context, "object": do_object, "bio": do_bio, "let": do_let, "show": do_show,
              "drop": do_drop, "collect": do_collect, "disturb": do_disturb, "clock": do_clock, "state": do_state}


def compile_step(line):
    """The function of one line. Raises ScriptError, Unsupported, or what the step itself would raise."""
    word = line.split(None, 1)[0] if line.strip() else ""
    if word in DIRECTIVES:
        return DIRECTIVES[word](Parser(line, resolver, len(word)))
    if word == "on":
        return do_on(line)
    if word in ("return", "raise"):
        raise ScriptError("`%s` outside a reaction" % word)
    match = ASSIGN.match(line)
    if match is not None and "." in match.group(1):
        return assign(match.group(1), Parser(line, resolver, match.start(2)))
    if PATH.match(word) is not None and "." in word:
        path, _, last = word.rpartition(".")
        return member(path, last, Parser(line, resolver, len(word)))
    if word in EXECUTORS:
        raise Unsupported("a step of the executor, not of an engine")
    if NAME.match(word):
        raise Unsupported("a step that this engine does not know: " + word)
    raise ScriptError("expected a step, got `%s`" % line[:80])


def begin(seed, clock, folder):
    """Starts a script: everything before is forgotten."""
    end()
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
