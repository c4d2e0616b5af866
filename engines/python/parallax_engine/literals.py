# -*- coding: utf-8 -*-
"""Literals: the language's values, from text to what makes them.

A parsed value is a pair (constant, thing): `thing` is the value itself when `constant` is true, else a
function without arguments that makes it when the step runs (names are looked up, objects made, then).
"""
import codecs
import re

from . import made
from .compat import PYTHON_2, character
from .outcome import ScriptError
from .printing import Bound

# A made object inside a made object inside …: deeper than this is refused, as the parser of scripts does.
MOST_NESTED = 32

SPACE = re.compile(r"[ \t]*")
STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
TOKEN = re.compile(
    r'(?P<bytes>b(?P<octets>%s))|(?P<text>%s)'
    r'|(?P<number>[+-]?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?))'
    r'|(?P<word>[A-Za-z_]\w*(?:\.\w+)*)|(?P<open>[\[({])' % (STRING, STRING), re.S)
ESCAPE = re.compile(r'\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))', re.S)
SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", '"': '"', "'": "'", "0": "\0"}
WORDS = {"None": None, "True": True, "False": False}


def _character(match):
    code = match.group(1) or match.group(2) or match.group(3)
    if code is not None:
        return character(int(code, 16))
    simple = SIMPLE.get(match.group(4))
    if simple is None:
        raise ScriptError("an escape that is not known: \\" + match.group(4))
    return simple


def unquoted(literal):
    """The text of a literal with its quotes."""
    inner = literal[1:-1]
    if PYTHON_2:
        inner = inner.decode("utf-8", "replace")
    return ESCAPE.sub(_character, inner) if "\\" in inner else inner


def octets_of(inner):
    """The octets of what stands between b" and " (str or bytes, escapes valid)."""
    return codecs.escape_decode(inner)[0]


def unwrap(thing):
    """What an operation is given for a value: an SSLObject for the name of one."""
    return thing.object if type(thing) is Bound else thing


class Parser(object):
    """Values from one line. `resolver` turns a path into a function that looks it up."""

    def __init__(self, line, resolver, at=0):
        self.line = line
        self.at = at
        self.resolver = resolver
        self.depth = 0

    def skip(self):
        self.at = SPACE.match(self.line, self.at).end()
        return self.at < len(self.line)

    def fail(self, expected):
        raise ScriptError("%d: expected %s, got `%s`" % (self.at + 1, expected, self.line[self.at:self.at + 40]))

    def value(self):
        self.skip()
        match = TOKEN.match(self.line, self.at)
        if match is None:
            self.fail("a value")
        kind = match.lastgroup if match.lastgroup != "octets" else "bytes"
        start, self.at = self.at, match.end()
        if kind == "text":
            return True, unquoted(match.group())
        if kind == "bytes":
            return True, octets_of(match.group()[2:-1])
        if kind == "number":
            return True, self.number(match.group())
        if kind == "word":
            word = match.group()
            if self.line.startswith("(", self.at):
                return self.made(word)
            if word in WORDS:
                return True, WORDS[word]
            return False, self.resolver(word)
        self.at = start
        return self.container()

    def number(self, digits):
        try:
            return int(digits, 16 if "x" in digits.lower() else 10)
        except ValueError:
            return float(digits)

    def items(self, close):
        """Values up to `close`, separated by commas; and whether a comma was there."""
        self.at += 1
        self.depth += 1
        if self.depth > MOST_NESTED:
            self.fail("less than %d levels" % MOST_NESTED)
        values, comma = [], False
        while True:
            self.skip()
            if self.line.startswith(close, self.at):
                self.at += 1
                self.depth -= 1
                return values, comma
            values.append(self.value())
            if close == "}":
                self.skip()
                if not self.line.startswith(":", self.at):
                    self.fail("`:`")
                self.at += 1
                values.append(self.value())
            self.skip()
            if self.line.startswith(",", self.at):
                self.at += 1
                comma = True
            elif not self.line.startswith(close, self.at):
                self.fail("`,` or `%s`" % close)

    def container(self):
        opening = self.line[self.at]
        values, comma = self.items({"[": "]", "(": ")", "{": "}"}[opening])
        if opening == "(" and len(values) == 1 and not comma:
            return values[0]
        if opening == "{":
            build = lambda items: dict(zip(items[::2], items[1::2]))
        else:
            build = list if opening == "[" else tuple
        return False, lambda: build([unwrap(thing if constant else thing()) for constant, thing in values])

    def made(self, kind):
        values, _ = self.items(")")
        maker = made.KINDS.get(kind)
        if maker is None:
            why = "this engine makes no %s(…)" % kind
            return False, lambda: made.refuse(why)
        return False, maker(values)

    def end(self):
        if self.skip():
            self.fail("the end of the line")
