"""Python 2.7 beside Python 3: the few things that the rest of the engine would else say twice.

The engine's own words (lines, answers, names) are native str everywhere. The language's values are not: its
text is unicode and its octets are str on 2.7. A module under test on 2.7 gives text as str, so what comes
back from it is made unicode (`lift`), but for the members that give octets.
"""
import sys

PYTHON_2 = sys.version_info[0] == 2

if PYTHON_2:
    import __builtin__ as builtins
    TEXT = unicode  # noqa: F821
    INTEGERS = (int, long)  # noqa: F821
    OS_ERROR = EnvironmentError
    BrokenPipe = OSError
else:
    import builtins  # noqa: F401
    TEXT = str
    INTEGERS = (int,)
    OS_ERROR = OSError
    BrokenPipe = BrokenPipeError

# Members of the step table whose str is octets on 2.7.
OCTETS = frozenset(("read", "getpeercert", "get_verified_chain", "get_unverified_chain", "get_channel_binding", "id"))
# Names of exceptions of 2.7, and what Python 3 made of them.
RENAMED = {"IOError": "OSError", "error": "OSError", "EnvironmentError": "OSError"}


def lift(value):
    """What 2.7 returned, with text as text."""
    kind = type(value)
    if kind is str:
        return value.decode("utf-8", "replace")
    if kind is tuple or kind is list:
        return kind([lift(v) for v in value])
    if kind is dict:
        return dict((lift(k), lift(v)) for k, v in value.items())
    return value


def result_of(word, value):
    """The value of a member, as the language has it. A certificate as a dict is text, as octets it is not."""
    if not PYTHON_2 or (word in OCTETS and type(value) is not dict):
        return value
    return lift(value)


def native(words):
    """The engine's own str of the language's text."""
    return words.encode("utf-8") if PYTHON_2 and isinstance(words, TEXT) else words


def character(code):
    """The character of that number, on a narrow build of 2.7 too."""
    if not PYTHON_2:
        return chr(code)
    return ("\\U%08x" % code).decode("unicode-escape")
