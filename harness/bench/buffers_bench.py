"""The suite `buffers` inside an interpreter: its ssl.MemoryBIO, and a bytearray. Python 2.7 and 3.

    python buffers_bench.py [--count] [--min-time SECONDS] [--repetitions N] [FILTER]

Prints JSON of Google Benchmark's form; names are buffers/INTERPRETER[-KIND]/PATTERN/chunk:N/backlog:N. --count, under
LD_PRELOAD=libparallax_count.so, prints what is copied, allocated and held instead of times. Patterns and cases are those
of patterns.cc. A package pep546 that can be imported is measured beside, on Python 3 too: both its forms where they can
be had. PARALLAX_BACKPORT names a folder that has one for each version: py27, py311 and so on.
"""
import gc
import json
import os
import platform
import re
import resource
import sys
import time

KIB = 1024
MIB = 1024 * KIB
HEADER, BODY = 5, 16 * KIB + 17
RECORD = HEADER + BODY
# Octets received before any is read, in pieces of, and sent at most at once.
CONSUMERS = {"asyncio": (256 * KIB, 256 * KIB, 0), "uvloop": (256 * KIB, 256 * KIB, 0), "trio": (64 * KIB, 64 * KIB, 0),
             "anyio": (64 * KIB, 64 * KIB, 0), "urllib3": (16 * KIB, 16 * KIB, 0), "twisted": (64 * KIB, 64 * KIB, 32 * KIB),
             "readiness": (64 * KIB, 64 * KIB, 16 * KIB), "completion": (256 * KIB, 16 * KIB, 0)}
clock = getattr(time, "process_time", None) or time.clock


class Bytearray(object):
    """What one writes who has no MemoryBIO."""

    def __init__(self):
        self.octets = bytearray()

    def write(self, octets):
        self.octets += octets

    def read(self, count):
        octets = bytes(self.octets[:count])
        del self.octets[:count]
        return octets


def kinds():
    implementation = platform.python_implementation().lower()
    version = platform.python_version()
    if implementation == "pypy":
        version = ".".join(str(part) for part in sys.pypy_version_info[:3])
    name = "%s-%s" % (implementation, version)
    found = []
    try:
        from ssl import MemoryBIO
        found.append((name, MemoryBIO))
    except ImportError:  # Python 2.7
        pass
    folder = os.environ.get("PARALLAX_BACKPORT")
    if folder:
        sys.path.insert(0, os.path.join(folder, "py%d%d" % sys.version_info[:2]))
    try:
        from pep546 import _core
        found.append((name + "-pep546", _core.MemoryBIO))
    except ImportError:  # not built, or not for this version
        pass
    try:
        from pep546 import _ctypes_form
        found.append((name + "-pep546-ctypes", _ctypes_form.MemoryBIO))
    except ImportError:  # for Python 2.7 alone
        pass
    found.append((name + "-bytearray", Bytearray))
    return found


def cases():
    for chunk in (16, 16 * KIB):
        for backlog in (0, 4 * KIB, 64 * KIB, MIB, 8 * MIB, 64 * MIB):
            yield "ping-pong", chunk, backlog
    for chunk in (1, 256, 4 * KIB, 64 * KIB, MIB):
        for backlog in (0, MIB):
            yield "ping-pong", chunk, backlog
    for backlog in (64 * KIB, MIB, 16 * MIB):
        yield "burst", 16 * KIB, backlog
        yield "slow-reader", 16 * KIB, backlog
        yield "small-then-big", 256, backlog
    for backlog in (0, MIB):
        yield "records", 16 * KIB, backlog
    for name in sorted(CONSUMERS):
        yield name, 16 * KIB, 0


def make_turn(kind, pattern, chunk, backlog):
    """The buffer, a function that does one turn, and the octets that a turn carries."""
    buffer = kind()
    write, read = buffer.write, buffer.read
    octets, record = b"x" * chunk, b"x" * RECORD
    if pattern in ("ping-pong", "records"):
        fill = b"x" * (64 * KIB)
        for left in range(backlog, 0, -len(fill)):
            write(fill[:left])
    if pattern == "ping-pong":
        def turn():
            write(octets)
            read(chunk)
        return buffer, turn, chunk
    if pattern == "records":
        def turn():
            write(record)
            read(HEADER)
            read(BODY)
        return buffer, turn, RECORD
    if pattern == "burst":
        chunks = range(backlog // chunk)

        def turn():
            for _ in chunks:
                write(octets)
            for _ in chunks:
                read(chunk)
        return buffer, turn, backlog
    chunks = range(backlog // chunk) if chunk else ()
    if pattern == "slow-reader":
        def turn():
            for _ in chunks:
                write(octets)
                write(octets)
                read(chunk)
            for _ in chunks:
                read(chunk)
        return buffer, turn, 2 * len(chunks) * chunk
    if pattern == "small-then-big":
        def turn():
            for _ in chunks:
                write(octets)
            read(backlog)
        return buffer, turn, backlog
    received, piece, sent = CONSUMERS[pattern]
    arrived, records = b"x" * piece, max(received // RECORD, 1)

    def turn():
        for _ in range(received // piece):
            write(arrived)
        left = received
        while left >= RECORD:
            read(HEADER)
            read(BODY)
            left -= RECORD
        read(left)
        for _ in range(records):
            write(record)
        out = records * RECORD
        while out > 0:
            out -= len(read(min(out, sent) if sent else out))
    return buffer, turn, received + records * RECORD


def timed(turn, count):
    turns = range(count)
    start = clock()
    for _ in turns:
        turn()
    return clock() - start


def measure(name, turn, carried, min_time, repetitions):
    turn()
    count, taken = 1, 0.0
    while taken < min_time and count < 10 ** 8:  # as Google Benchmark does: until it takes long enough
        taken = timed(turn, count)
        if taken < min_time:
            count = max(count + 1, min(count * 10, int(count * 1.4 * min_time / taken) if taken > 0 else count * 10))
    entries = []
    for index in range(repetitions):
        each = timed(turn, count) / count * 1e9
        entries.append({"name": name, "run_name": name, "run_type": "iteration", "repetitions": repetitions,
                        "repetition_index": index, "iterations": count, "real_time": each, "cpu_time": each,
                        "time_unit": "ns", "bytes_per_second": carried / each * 1e9 if each else 0})
    return entries


def counters():
    import ctypes

    class Counts(ctypes.Structure):
        _fields_ = [("copied", ctypes.c_uint64), ("cleared", ctypes.c_uint64), ("allocations", ctypes.c_uint64),
                    ("held", ctypes.c_int64), ("peak", ctypes.c_int64), ("system_calls", ctypes.c_uint64)]
    library = ctypes.CDLL(None)
    counts = Counts()

    def read():
        library.parallax_counts(ctypes.byref(counts))
        return counts.copied, counts.cleared, counts.allocations, counts.held, counts.peak
    return read, library.parallax_counts_reset


def faults():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_minflt + usage.ru_majflt


def count(name, kind, case, read, reset):
    gc.collect()
    before = read()[3]
    buffer, turn, carried = make_turn(kind, *case)
    turns = max(20, min(1000, 256 * MIB // max(case[1], case[2], 1)))
    turn()
    reset()
    first = faults()
    for _ in range(turns):
        turn()
    faulted = faults() - first
    copied, cleared, allocations, _, peak = read()
    while buffer.read(MIB):
        pass
    gc.collect()
    return {"name": name, "run_name": name, "run_type": "iteration",
            "copied_per_octet": copied / float(carried * turns), "cleared_per_octet": cleared / float(carried * turns),
            "allocations_per_turn": allocations / float(turns), "page_faults_per_turn": faulted / float(turns),
            "peak_held": peak - before, "retained": read()[3] - before}


def main(arguments):
    options = {"--min-time": 0.01, "--repetitions": 3}
    counting, pattern = False, ""
    while arguments:
        argument = arguments.pop(0)
        if argument == "--count":
            counting = True
        elif argument in options:
            options[argument] = type(options[argument])(arguments.pop(0))
        else:
            pattern = argument
    if counting:
        read, reset = counters()
    entries = []
    for case in cases():
        for kind_name, kind in kinds():
            name = "buffers/%s/%s/chunk:%d/backlog:%d" % ((kind_name,) + case)
            # What moves or copies 16 MiB at each of a thousand reads is no news, and takes a minute.
            many = case[0] in ("burst", "slow-reader") and case[2] > MIB
            moves = kind is Bytearray or (case[0] == "slow-reader" and "pep546" not in kind_name)
            if not re.search(pattern, name) or (many and moves):
                continue
            if counting:
                entries.append(count(name, kind, case, read, reset))
            else:
                _, turn, carried = make_turn(kind, *case)
                entries += measure(name, turn, carried, options["--min-time"], options["--repetitions"])
    context = {"executable": sys.executable, "library_version": sys.version}
    json.dump({"context": context, "benchmarks": entries}, sys.stdout, indent=1)


if __name__ == "__main__":
    main(sys.argv[1:])
