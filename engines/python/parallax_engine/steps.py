# -*- coding: utf-8 -*-
"""Steps: from a line to a function that carries it out and gives its outcome's text.

A line is parsed once; the function that comes of it is kept and run again whenever the same line comes
back, in this script or a later one. So it looks names up when it runs, never when it is made.

Complexity: a repeated line costs one dictionary look-up more than the operation that it asks for.
"""
import re

from . import contexts, disturb, inspecting, library, made, reactions
from .compat import INTEGERS, PYTHON_2, lift, native, result_of
from .literals import Parser, unquoted, unwrap
from .members import NAME, assign, member, parse_keys, state
from .outcome import ScriptError, Unsupported, exception_named, without_lines
from .printing import handles, show
from .script import evaluate, names, resolver
from .subject import ssl

PATH = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*\Z")
ASSIGN = re.compile(r"([A-Za-z_][\w.]*)[ \t]*=[ \t]*(?!=)(.+)\Z", re.S)
QUOTED = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.S)
ON = re.compile(r"on[ \t]+([A-Za-z_][\w.]*)\.(\w+)[ \t]*\{(.*)\}\Z", re.S)
PIECE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]();\n]|->', re.S)
EXECUTORS = ("seed", "peer", "move", "pump")  # and whatever else the harness does for itself

SSLContext, MemoryBIO = ssl.SSLContext, ssl.MemoryBIO


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
    path = parser.line[parser.at:].strip()
    constant, thing = parser.value()
    parser.end()
    if PYTHON_2 and not constant:
        said = lifted_by(path)
        return lambda: "ok " + without_lines(show(said(thing())))
    return lambda: "ok " + without_lines(show(thing if constant else thing()))


def lifted_by(path):
    """On 2.7, what makes text of the str that is at that path: an attribute's, but for those that are octets, and what
    is inside another value. A name's own str may be either, and stays."""
    if PATH.match(path) is not None and "." in path:
        word = path.rpartition(".")[2]
        return lambda value: result_of(word, value)
    return lambda value: lift(value) if isinstance(value, (dict, tuple, list)) else value


def do_inspect(parser):
    match = re.compile(r"[ \t]*([A-Za-z_][\w.]*)[ \t]+(\w+)[ \t]*\Z").match(parser.line, parser.at)
    if match is None:
        raise ScriptError("expected inspect PATH ASPECT")
    path, aspect = match.groups()
    look = inspecting.ASPECTS.get(aspect)
    if look is None:
        raise Unsupported("an aspect that this engine does not know: " + aspect)
    owner_path, _, name = path.rpartition(".")
    said = lift if PYTHON_2 else lambda answer: answer
    owner = resolver(owner_path) if owner_path else lambda: None
    find = resolver(path)
    return lambda: "ok " + without_lines(show(said(look(unwrap(find()), unwrap(owner()), name))))


def do_drop(parser):
    name = need_name(parser.line[parser.at:].strip())

    def run():
        if name not in names:
            names.unknown(name)
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
    if not constant or type(seconds) not in INTEGERS:
        raise ValueError("clock needs seconds since 1970")

    def run():
        if library.set_clock is None:
            raise Unsupported("the clock is not the script's: libparallax_clock.so is not preloaded")
        library.set_clock(seconds)
        return "ok None"
    return run


def do_state(parser):
    return state(parser.line[parser.at:].strip())


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
    said = native(said)
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
            getattr(unwrap(context), attribute)  # in Python's own words
            raise Unsupported("reactions belong to contexts")
        reactions.install(context, attribute, steps, finish)
        return "ok None"
    return run


made.compile_inner = inner_step
made.compile_silent = lambda said: compile_step(said)

DIRECTIVES = {"context": do_context, "object": do_object, "bio": do_bio, "let": do_let, "show": do_show,
              "drop": do_drop, "collect": do_collect, "disturb": do_disturb, "clock": do_clock, "state": do_state,
              "inspect": do_inspect}


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
