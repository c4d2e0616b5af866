"""Outcomes as text, and the notes that go before them. The forms are those of harness/contract/outcome.h."""
import re

from .compat import OS_ERROR, PYTHON_2, RENAMED, TEXT, builtins
from .printing import show, text
from .refusal import Unsupported
from .subject import ssl

LINE_NUMBER = re.compile(r" ?\(_ssl\.c:\d+\)").sub
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+").sub

# Notes of the step under way, as lines without their end. One list for the life of the process.
notes = []
_want_read = {}


class ScriptError(Exception):
    """A line that is no step."""


# What a step may raise. The interpreter's own SIGINT is off, so a KeyboardInterrupt is a script's.
CAUGHT = (Exception, KeyboardInterrupt)


def exception_named(name):
    """The class of exception that a script names; Exception for one that is not known."""
    kind = getattr(ssl, name, None) or getattr(builtins, name, None)
    return kind if isinstance(kind, type) and issubclass(kind, CAUGHT) else Exception


def without_lines(said):
    """Without places in C source, which are in an exception's arguments."""
    return LINE_NUMBER("", said) if "(_ssl.c:" in said else said


def message_of(error):
    """The last argument as text, without places in C source and addresses."""
    said = without_lines((TEXT if PYTHON_2 else str)(error.args[-1])) if error.args else ""
    return ADDRESS("", said) if " at 0x" in said else said


def raised(error):
    """The outcome's text for an exception."""
    kind = type(error)
    if kind is ssl.SSLWantReadError:
        known = _want_read.get(error.args)
        if known is not None:
            return known
    if kind is Unsupported:
        return "unsupported " + text(error.args[0])
    if kind is ScriptError:
        return "SyntaxError message=" + text(error.args[0])
    line = RENAMED.get(kind.__name__, kind.__name__) if PYTHON_2 else kind.__name__
    if isinstance(error, OS_ERROR) and error.errno is not None:
        line += " errno=%d" % error.errno
    ours = isinstance(error, ssl.SSLError)
    if ours:
        if getattr(error, "library", None):
            line += " library=" + text(error.library)
        if getattr(error, "reason", None):
            line += " reason=" + text(error.reason)
    message = message_of(error)
    if message:
        line += " message=" + text(message)
    if ours:
        code = getattr(error, "verify_code", None)
        if code is not None:
            line += " verify_code=%d" % code
        said = getattr(error, "verify_message", None)
        if said:
            line += " verify_message=" + text(said)
    if kind is ssl.SSLWantReadError and len(_want_read) < 16:
        _want_read[error.args] = line
    return line


def note(kind, said):
    notes.append("+%s %s" % (kind, said))


def described(kind, error):
    """`ValueError: what it says`, as the notes about warnings and unraisable exceptions have it."""
    said = message_of(error) if error is not None else ""
    return text(kind.__name__ + (": " + said if said else ""))


def note_callback(event, arguments):
    notes.append("+callback " + " ".join([event] + [show(a) for a in arguments]))
