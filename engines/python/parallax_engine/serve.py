# -*- coding: utf-8 -*-
"""The conversation of docs/protocol.md: requests in, answers out.

All complete requests that are there are answered before anything is written, so a harness that writes
ahead pays for one read and one write per batch.
"""
import ast
import gc
import os
import re
import signal
import sys
import warnings

from . import identity, keylog, members, reactions, script, steps
from .compat import PYTHON_2, BrokenPipe
from .literals import octets_of, unquoted
from .outcome import CAUGHT, described, note, notes, raised
from .printing import text
from .subject import PYPY

# Lines longer than this are not kept with their functions: they hold data, and seldom come back.
LONGEST_KEPT = 256
# Lines kept, so that a fuzzer's endless variety does not fill memory.
MOST_KEPT = 4096
# Answers held back at most, so that a flood reaches the harness, which ends it.
MOST_HELD = 1 << 20
# Scripts between two runs of the collector (CPython): cycles are rare, and a run costs milliseconds.
SCRIPTS_PER_COLLECTION = 256

PAIR = re.compile(r'(\w+)=("[^"\\]*(?:\\.[^"\\]*)*"|\S+)')


# What 2.7 prints: `Exception ValueError: ValueError('why',) in <function f at 0x…> ignored`.
UNRAISABLE_2 = re.compile(r"Exception ([\w.]+): (.*) in .* ignored")


def message_2(kind, value):
    """What the exception says, from the repr that 2.7 prints of it."""
    if value.startswith(kind.rpartition(".")[2] + "("):
        value = value[value.index("("):]
    try:
        said = ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return value
    return "%s" % (said[-1] if type(said) is tuple and said else "" if said == () else said)


class Stderr(object):
    """sys.stderr where there is no sys.unraisablehook (before 3.8): passes everything on, and notes
    the exceptions that Python could only print."""

    def __init__(self, real):
        self.real = real
        self.said = ""

    def write(self, said):
        self.said += said
        return self.real.write(said)

    def flush(self):
        self.real.flush()

    def watch(self):
        if not self.said:
            return
        said, self.said = self.said, ""
        if PYTHON_2:
            for kind, value in UNRAISABLE_2.findall(said):
                note("unraisable", text(kind.rpartition(".")[2] + ": " + message_2(kind, value)))
            return
        for block in said.split("Exception ignored in")[1:]:
            lines = [l for l in block.split("\n") if l.strip()]
            # A class's full name becomes its last part, as in outcomes.
            kind, colon, rest = lines[-1].partition(":")
            note("unraisable", text(kind.rpartition(".")[2] + colon + rest))


def watch_python():
    """Warnings and unraisable exceptions become notes of the step under way."""
    warnings.simplefilter("always")

    def showwarning(message, category, *where, **more):
        note("warning", described(category, Warning(message)))
    warnings.showwarning = showwarning
    if hasattr(sys, "unraisablehook"):
        def hook(what):
            note("unraisable", described(what.exc_type, what.exc_value))
        sys.unraisablehook = hook
    else:
        sys.stderr = Stderr(sys.stderr)
        reactions.watchers.append(sys.stderr.watch)


def begin(line):
    settings = dict(PAIR.findall(line))
    script.begin(int(settings.get("seed", "0")), int(settings.get("clock", "0")),
                unquoted(settings.get("pki", '""')), settings.get("keylog") == "True")


class Conversation(object):
    def __init__(self, requests, answers, each):
        self.requests = requests
        self.out = answers
        self.each = each
        self.kept = {}
        self.writers = {}
        self.scripts = 0

    def run(self):
        self.write(identity.hello() + "\n")
        rest = []  # the beginning of a line whose end has not come, in pieces
        while True:
            chunk = os.read(self.requests, 1 << 20)
            if not chunk:
                return 0
            lines = chunk.split(b"\n")
            if len(lines) == 1:
                rest.append(chunk)
                continue
            if rest:
                rest.append(lines[0])
                lines[0] = b"".join(rest)
                rest = []
            last = lines.pop()
            if last:
                rest.append(last)
            self.answer(lines)

    def answer(self, lines):
        kept, watchers, each = self.kept, reactions.watchers, self.each
        held, size = [], 0
        for line in lines:
            try:
                run = kept.get(line)
                said = run() if run is not None else self.first(line)
            except CAUGHT as error:
                said = raised(error)
            if watchers:
                for watch in list(watchers):
                    watch()
            if notes:
                held.extend(notes)
                del notes[:]
            held.append(said)
            size += len(said)
            if each or size > MOST_HELD:
                held.append("")
                self.write("\n".join(held))
                held, size = [], 0
        if held:
            held.append("")
            self.write("\n".join(held))

    def first(self, line):
        """A line not seen before, or not kept."""
        # `a.in.write b"…"`: most long lines, and what they hold is new each time.
        if line.endswith(b'"'):
            at = line.find(b'.write b"')
            if at > 0 and steps.PATH.match(line[:at].decode("ascii", "replace")):
                inner = line[at + 9:-1]
                if b'"' not in inner or b'"' not in inner.replace(b"\\\\", b"").replace(b'\\"', b""):
                    head = line[:at]
                    write = self.writers.get(head)
                    if write is None:
                        if len(self.writers) >= MOST_KEPT:
                            self.writers.clear()
                        write = self.writers[head] = members.writer(head.decode("ascii"))
                    return write(octets_of(inner))
        request = line if PYTHON_2 else line.decode("utf-8", "replace")
        if request.startswith("begin "):
            begin(request)
            return "ok None"
        if request.startswith("end "):
            secrets, keylog.kept[0] = keylog.kept[0], None
            script.end()
            for secret in secrets or ():
                note("keylog", text(secret))
            self.scripts += 1
            if not PYPY and self.scripts % SCRIPTS_PER_COLLECTION == 0:
                gc.collect()
            return "ok None"
        run = steps.compile_step(request)
        if len(line) <= LONGEST_KEPT:
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            self.kept[line] = run
        return run()

    def write(self, said):
        data = said.encode("ascii")
        done = os.write(self.out, data)
        while done < len(data):
            done += os.write(self.out, data[done:done + (1 << 20)])


def run(requests, answers, each):
    """Speaks until the requests end. Gives the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)  # scripts may have integers of any size
    if not PYPY:
        # The collector runs when a script says so, and between scripts: nowhere in the midst of one.
        gc.disable()
    watch_python()
    try:
        return Conversation(requests, answers, each).run()
    except BrokenPipe:
        return 0
