"""MemoryBIO of both forms on 2.7, and, on a Python 3, of the native form beside the built-in one.

Every call is made on each kind of MemoryBIO at hand, and must come to the same.
"""
import array
import copy
import gc
import pickle
import random
import ssl
import sys
import unittest

from pep546 import _core

KINDS = [("native", _core.MemoryBIO)]
if sys.version_info[0] == 2:
    from pep546 import _ctypes_form
    KINDS.append(("ctypes", _ctypes_form.MemoryBIO))
else:
    KINDS.append(("built-in", ssl.MemoryBIO))
TEXT = type(u"")


class Index(object):
    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


class BadIndex(object):
    def __index__(self):
        raise KeyError("index")


class Int(object):
    def __int__(self):
        return 1


def outcome(call, *arguments):
    """What a call came to, as text; class names of 2.7's and of 3's exceptions are the same here."""
    try:
        result = call(*arguments)
        return "%s %r" % (type(result).__name__, result)
    except Exception as error:
        return "%s %r errno=%r reason=%r" % (
            type(error).__name__, [type(a).__name__ for a in error.args],
            getattr(error, "errno", "none"), getattr(error, "reason", "none"))


class Same(unittest.TestCase):
    def every(self, *calls, **keywords):
        """Runs the calls, each (name, arguments), on a new BIO of each kind; the outcomes, which must agree."""
        seen = []
        for kind, make in KINDS:
            bio = make()
            if keywords.get("filled", True):
                bio.write(b"0123456789")
            outcomes = []
            for name, arguments in calls:
                outcomes.append(outcome(getattr(bio, name), *arguments))
                outcomes.append((bio.pending, bio.eof))
            seen.append((kind, outcomes))
        for kind, outcomes in seen[1:]:
            self.assertEqual((kind, outcomes), (kind, seen[0][1]), calls)
        return seen[0][1]

    def test_sizes(self):
        sizes = [0, 1, 5, 10, 11, -1, -5, True, False, 2 ** 31 - 1, 2 ** 31, -2 ** 31, -2 ** 31 - 1,
                 2 ** 63 - 1, 2 ** 63, -2 ** 63, 2 ** 64, 2 ** 200, -2 ** 200, 1.0, float("nan"),
                 None, "1", b"1", u"1", [], (), {}, object(), Index(3), Index(2 ** 40), BadIndex(),
                 Index("x"), Int(), 1j]
        for size in sizes:
            self.every(("read", (size,)))
            self.every(("write_eof", ()), ("read", (size,)))
            self.every(("read", (size,)), filled=False)
        self.assertTrue(self.every(("read", (2 ** 31,)))[0].startswith("OverflowError"))

    def test_numbers_of_arguments(self):
        for name in ("read", "write", "write_eof"):
            for arguments in ((), (1, 2), (b"x", b"y"), (1, 2, 3)):
                self.every((name, arguments))

    def test_what_can_be_written(self):
        octets = [b"", b"abc", bytearray(b"abc"), bytearray(), memoryview(b"abc"),
                  memoryview(bytearray(b"abc")), memoryview(b"abc")[1:], array.array("i", [1, 2]),
                  u"abc", None, 1, 1.5, [1], (1,), object(), TEXT]
        if sys.version_info[0] == 2:
            octets += [buffer("abc"), buffer(bytearray("abc"), 1), array.array("c", "abc")]  # noqa
        else:
            octets += [memoryview(b"abcdef")[::2], memoryview(array.array("i", [1, 2, 3, 4]))[::2],
                       memoryview(b"abcdef").cast("B", (2, 3))]
        for given in octets:
            self.every(("write", (given,)), ("read", ()))
            self.every(("write_eof", ()), ("write", (given,)))

    def test_the_end(self):
        for filled in (True, False):
            self.every(("write_eof", ()), ("read", (4,)), ("write_eof", ()), ("write", (b"",)),
                       ("read", (0,)), ("read", ()), ("read", ()), ("read", (4,)), filled=filled)

    def test_any_calls_in_any_order(self):
        chosen = random.Random(546)
        for _ in range(300):
            calls = []
            for _ in range(chosen.randrange(1, 12)):
                name = chosen.choice(["read"] * 4 + ["write"] * 6 + ["write_eof"])
                if name == "read":
                    calls.append((name, (chosen.choice([-1, 0, 1, 7, 100, 100000]),)))
                elif name == "write":
                    calls.append((name, (b"\xa5" * chosen.choice([0, 1, 8, 4096, 70000]),)))
                else:
                    calls.append((name, ()))
            self.every(*calls)

    def test_a_final_type_without_extras(self):
        for kind, make in KINDS:
            bio = make()
            for arguments in ((1,), (None, None)):
                self.assertTrue(outcome(make, *arguments).startswith("TypeError"), kind)
            self.assertRaises(TypeError, make, size=1)
            for name in ("eof", "pending", "anything"):
                self.assertRaises(AttributeError, setattr, bio, name, 1)
            self.assertRaises(AttributeError, delattr, bio, "eof")
            for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
                self.assertRaises(TypeError, pickle.dumps, bio, protocol)
            self.assertRaises(TypeError, copy.copy, bio)
            self.assertRaises(TypeError, copy.deepcopy, bio)
            self.assertEqual([n for n in dir(bio) if n[0] != "_"],
                             ["eof", "pending", "read", "write", "write_eof"], kind)
            if kind == "native":
                self.assertRaises(TypeError, type, "Sub", (make,), {})
                import weakref
                self.assertRaises(TypeError, weakref.ref, bio)

    def test_the_errors_words(self):
        words = []
        for kind, make in KINDS:
            bio = make()
            bio.write_eof()
            for call in (lambda: bio.write(b"x"), lambda: bio.read("x"), lambda: bio.read(2 ** 31),
                         lambda: bio.read(2 ** 70), lambda: bio.write(None), lambda: bio.write(7)):
                try:
                    call()
                except Exception as error:
                    words.append((kind, type(error).__name__, str(error)))
        half = len(words) // 2
        self.assertEqual([w[1:] for w in words[:half]], [w[1:] for w in words[half:]])

    def test_a_buffer_that_changes_while_it_is_taken(self):
        for kind, make in KINDS:
            bio = make()
            held = bytearray(b"x" * 100000)
            self.assertEqual(bio.write(held), 100000, kind)
            held.extend(b"y")  # not held any longer
            gc.collect()
            self.assertEqual(bio.read(), b"x" * 100000)


if __name__ == "__main__":
    unittest.main()
