#!/usr/bin/env python3
"""What a run leaves when it is stopped: by SIGINT, by kill -9. signals_test.py PARALLAX SOURCE_FOLDER

The run has a session of its own, so that whatever it started can be found afterwards, whoever is its parent by then.
"""
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

PATIENCE = 120  # seconds, for what takes one or two on an idle machine

parallax, source = sys.argv[1:]
scripts = [os.path.join(source, "corpus/conformance/sessions")]
engines = ["-e", "openssl", "-e", "python:/usr/bin/python3"]
failures = []


def check(holds, what):
    if not holds:
        failures.append(what)
        print("FAILED:", what)


def command(out, *more):
    return [parallax, "run", *engines, "--no-variants", "--quiet", "--jobs", "2", "--out", out, *more, *scripts]


def of_session(session):
    """The processes of a session, zombies too: {pid: state}."""
    found = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open("/proc/%s/stat" % name) as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            found[int(name)] = fields[0]
    return found


def wait_for(what, condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            check(False, "waited %d s for %s" % (PATIENCE, what))
            return False
        time.sleep(0.02)
    return True


def rows(out):
    """Every whole line as a row, timings aside; and what is behind the last end of line."""
    with open(os.path.join(out, "results.jsonl"), encoding="utf-8") as file:
        *lines, rest = file.read().split("\n")
    for line in lines:
        json.loads(line)
    return [re.sub(r',"milliseconds":[0-9.e+-]+', "", line) for line in lines], rest


def stop(out, number):
    """Starts a run, sends the signal once it has results and engines, and waits. Its exit status."""
    run = subprocess.Popen(command(out), start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    path = os.path.join(out, "results.jsonl")
    wait_for("the first rows", lambda: os.path.exists(path) and os.path.getsize(path) > 20000 or run.poll() is not None)
    at_work = of_session(run.pid)
    check(len(at_work) > 3, "engines have processes of their own: %s" % at_work)
    os.kill(run.pid, number)
    said = run.communicate(timeout=PATIENCE)[1].decode()
    # Of a parent that was killed the children are init's to reap, and not every container has one.
    reaped = {"Z"} if number == signal.SIGKILL else set()
    wait_for("the engines' processes to be gone", lambda: set(of_session(run.pid).values()) <= reaped)
    return run.returncode, said


def whole(out):
    check(subprocess.call(command(out), stdout=subprocess.DEVNULL) == 0, "an undisturbed run ends with 0")
    return rows(out)[0]


def resumed(out):
    check(subprocess.call(command(out, "--resume"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0,
          "a resumed run ends with 0")
    return rows(out)[0]


with tempfile.TemporaryDirectory(prefix="parallax-signals-") as folder:
    os.chdir(folder)
    undisturbed = whole("undisturbed")

    status, said = stop("interrupted", signal.SIGINT)
    check(status == 130 and "--resume" in said, "SIGINT: status %s, %r" % (status, said))
    kept, rest = rows("interrupted")
    check(rest == "" and kept == undisturbed[:len(kept)] and len(kept) < len(undisturbed),
          "SIGINT: %d rows of %d, the first ones, and %r" % (len(kept), len(undisturbed), rest))
    check(os.path.exists("interrupted/report/index.html"), "SIGINT: the report of what was done is written")

    status, said = stop("killed", signal.SIGKILL)
    check(status == -signal.SIGKILL, "kill -9: status %s" % status)
    kept, rest = rows("killed")
    check(kept == undisturbed[:len(kept)] and len(kept) < len(undisturbed),
          "kill -9: %d rows of %d, the first ones" % (len(kept), len(undisturbed)))
    # A line torn by force, since the kernel rarely tears one: what is behind the last end of line is cut off.
    with open("killed/results.jsonl", "a", encoding="utf-8") as file:
        file.write('{"script":"torn')
    check(sorted(set(resumed("killed"))) == sorted(set(undisturbed)), "kill -9, then --resume: the rows of a whole run")

sys.exit(1 if failures else 0)
