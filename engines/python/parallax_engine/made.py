# -*- coding: utf-8 -*-
"""Made objects: the kinds of Python object that a caller could pass.

    bytearray(V) memoryview(V) bytes(V) array("i", [1, 2]) float("nan") object()
    readonly(V)            a view that cannot be written
    strided(V)             every second octet of V: a view that is not contiguous
    fill(BYTE, N)          N octets, made here
    index(V), intlike(V)   an object whose __index__, or __int__, gives V
    truth(V)               an object whose __bool__ gives V
    lying_len(N, V)        V (bytes or bytearray) whose len() says N
    lying_index(V)         an object whose __index__ gives V, which is no int
    raises(HOOK, "TYPE")   an object that raises when it is asked for HOOK: "index" (its number), "len" (its
                           length), "buffer" (its octets; Python 3.12 on) or "bool" (its truth)
    runs(HOOK, "STEP", V)  an object that carries the step out when it is asked, and then gives V
    call(F, [V, …], {"key": V, …})  what the callable gives
    raised("STEP")         the exception that the step raises, or None
    complex(A, B) set([V])
    subclass(V)            an equal object of a subclass

Every maker takes parsed arguments and gives a function that makes a new object at each call.
"""
import array
import sys

from .compat import INTEGERS, PYTHON_2, native
from .outcome import CAUGHT, ScriptError, Unsupported, exception_named, note_callback
from .printing import Bound, Made, handles

# A value of more octets than this is refused: a script of a few octets must not fill memory.
MOST_OCTETS = 1 << 30

# Set by steps.py: text of a step -> function that runs it and notes it (runs() needs it).
compile_inner = None
# The same without a note: what raised() raises is looked at by later steps.
compile_silent = None


def refuse(why):
    raise Unsupported(why)


def _made(build):
    def maker(values):
        if all(constant for constant, _ in values):
            arguments = [thing for _, thing in values]
            return lambda: build(*arguments)

        def make():
            arguments = [thing if constant else thing() for constant, thing in values]
            return build(*[a.object if type(a) is Bound else a for a in arguments])
        return make
    return maker


def _sized(n):
    if isinstance(n, INTEGERS) and n > MOST_OCTETS:
        raise Unsupported("more than 1 GiB in one value")
    if isinstance(n, INTEGERS) and n < 0:
        raise ValueError("negative count")
    return n


def _bytearray(value=b""):
    return bytearray(_sized(value))


def _bytes(value=b""):
    """As bytes() of Python 3, which counts zeros where that of 2.7 prints."""
    return bytes(value if isinstance(value, bytes) else bytearray(_sized(value)))


def _memoryview(value=b""):
    if PYTHON_2 and isinstance(value, array.array):
        raise Unsupported("a view of an array needs Python 3")
    return memoryview(value)


def _array(code, items=()):
    return array.array(native(code), items)


def _fill(octet, length):
    return bytes(bytearray([octet & 0xFF])) * _sized(length)


def _readonly(value=b""):
    view = memoryview(value)
    if view.readonly:
        return view
    return view.toreadonly() if hasattr(view, "toreadonly") else memoryview(view.tobytes())


def _strided(value=b""):
    if PYTHON_2:
        raise Unsupported("a strided view needs Python 3")
    return memoryview(value if isinstance(value, bytearray) else bytearray(value))[::2]


class Index(Made):
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class IntLike(Made):
    def __init__(self, value):
        self.value = value

    def __int__(self):
        return self.value


class LyingBytes(bytes):
    def __len__(self):
        return self.said


class LyingBytearray(bytearray):
    def __len__(self):
        return self.said


def _lying_len(said, value=b""):
    lying = (LyingBytearray if isinstance(value, bytearray) else LyingBytes)(value)
    lying.said = said
    return lying


class Truth(Made):
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        return self.value

    __nonzero__ = __bool__


class RunsIndex(Made):
    def __init__(self, run, value):
        self.run, self.value = run, value

    def __index__(self):
        self.run()
        return self.value


class RunsLen(Made):
    def __init__(self, run, value):
        self.run, self.value = run, value

    def __len__(self):
        self.run()
        return self.value


class RunsBool(Made):
    def __init__(self, run, value):
        self.run, self.value = run, value

    def __bool__(self):
        self.run()
        return self.value

    __nonzero__ = __bool__


class RunsLenBytes(bytes):
    def __len__(self):
        self.run()
        return bytes.__len__(self)


class RunsLenBytearray(bytearray):
    def __len__(self):
        self.run()
        return bytearray.__len__(self)


class RunsBuffer(Made):
    def __init__(self, run, value):
        self.run, self.value = run, value

    def __buffer__(self, flags):
        self.run()
        return memoryview(self.value)


HOOKS = {"index": RunsIndex, "len": RunsLen, "bool": RunsBool, "buffer": RunsBuffer}


def _hooked(hook, run, value):
    """An object that runs something when it is asked for `hook`, and then gives `value`."""
    if hook == "buffer" and sys.version_info < (3, 12):
        raise Unsupported("a buffer of Python's own making needs Python 3.12")
    if hook == "len" and isinstance(value, (bytes, bytearray)):
        lying = (RunsLenBytes if isinstance(value, bytes) else RunsLenBytearray)(value)
        lying.run = run
        return lying
    return handles.fresh(HOOKS[hook](run, value))


def _literal_texts(values, count, expected):
    texts = [native(thing) for constant, thing in values[:count] if constant]
    texts = [t for t in texts if isinstance(t, str)]
    if len(texts) < count or texts[0] not in HOOKS:
        raise ScriptError("expected " + expected)
    return texts


def _runs(values):
    hook, step = _literal_texts(values, 2, 'runs("index"|"len"|"buffer"|"bool", "STEP", VALUE)')
    inner = compile_inner(step)
    constant, thing = values[2] if len(values) > 2 else (True, None)

    def run():
        note_callback(hook, ())
        inner()
    return lambda: _hooked(hook, run, thing if constant else thing())


def _raises(values):
    hook, name = _literal_texts(values, 2, 'raises("index"|"len"|"buffer"|"bool", "TYPE")')
    kind = exception_named(name)

    def run():
        raise kind()
    return lambda: _hooked(hook, run, b"")


def _call(function, positional=(), keyed=None):
    result = function(*positional, **(keyed or {}))
    return handles.fresh(result)


def _raised(values):
    step = native(values[0][1]) if values and values[0][0] else None
    if not isinstance(step, str):
        raise ScriptError('expected raised("STEP")')
    run = compile_silent(step)

    def make():
        try:
            run()
        except (ScriptError, Unsupported):
            raise  # the engine's own words are no exception of the step's
        except CAUGHT as error:
            error.__traceback__ = None  # whose frames would keep the script's objects alive
            return handles.fresh(error)
        return None
    return make


def _subclass(value):
    base = type(value)
    return type("Sub" + base.__name__, (base,), {})(value)


def snapshot(value):
    """The octets of an argument that a call could change, else None."""
    if isinstance(value, bytearray):
        return memoryview(value).tobytes()
    if isinstance(value, array.array):
        return value.tostring() if PYTHON_2 else value.tobytes()
    if isinstance(value, memoryview):
        return None if value.readonly else value.tobytes()
    return None


KINDS = {
    "bytearray": _made(_bytearray),
    "memoryview": _made(_memoryview),
    "bytes": _made(_bytes),
    "array": _made(_array),
    "float": _made(float),
    "object": _made(lambda: handles.fresh(object())),
    "readonly": _made(_readonly),
    "strided": _made(_strided),
    "fill": _made(_fill),
    "truth": _made(lambda value: handles.fresh(Truth(value))),
    "complex": _made(complex),
    "set": _made(set),
    "raises": _raises,
    "lying_index": _made(lambda value: handles.fresh(Index(value))),
    "index": _made(lambda value: handles.fresh(Index(value))),
    "intlike": _made(lambda value: handles.fresh(IntLike(value))),
    "lying_len": _made(_lying_len),
    "runs": _runs,
    "call": _made(_call),
    "raised": _raised,
    "subclass": _made(_subclass),
}
