"""The programs that `parallax parity --export` writes are run under both interpreters, and show the difference.

    python3 parity_programs_test.py PARALLAX REFERENCE TARGET [--module pep546:FORM --path FOLDER] [--most N]
                                    [--only PATTERN]…

Every program is compiled by both. Of the probes with a difference in an outcome, every so-manieth, N at most: its
program must print another line for that step under the target than under the reference, and name nothing of the
harness. --most 0 runs all. With --module, the target is a Python 2.7 whose ssl gets its classes from the package in
FOLDER before the program starts.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

# Differences that are of a step's own outcome. What the state or a note shows is in the page, not in a program's lines.
OUTCOME = ("accept", "class", "reason")
SECONDS = 120
COMPILE = """
import sys
for path in sys.stdin.read().split():
    with open(path) as file:
        compile(file.read(), path, "exec")
"""
INSTALLED = """
import runpy, sys
program, folder, form = sys.argv[1:]
sys.path.insert(0, folder)
import pep546
pep546.install(form)
runpy.run_path(program, run_name="__main__")
"""


def parse(words):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parallax")
    parser.add_argument("reference")
    parser.add_argument("target")
    parser.add_argument("--module", default="")
    parser.add_argument("--path", default="")
    parser.add_argument("--most", type=int, default=40)
    parser.add_argument("--only", action="append", default=[])
    return parser.parse_args(words)


def differences(results):
    """{script: {line of a step whose outcome differs}}"""
    found = {}
    with open(results, encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            for finding in row["findings"]:
                if finding["kind"] == "difference" and finding["level"] in OUTCOME and not finding.get("flaky"):
                    # A note (a warning, what a callback raised) is told behind the outcome itself.
                    if finding["expected"].split("\n")[0] != finding["seen"].split("\n")[0]:
                        found.setdefault(row["script"], set()).add(finding["line"])
    return found


def printed(command, program):
    """What the program says, by line of the script."""
    said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS,
                          cwd=os.path.dirname(program)).stdout.decode("utf-8", "replace")
    lines = {}
    for line in said.split("\n"):
        match = re.match(r"(\d+): ", line)
        if match:
            lines[int(match.group(1))] = line
    return lines


def compiled(python, folder):
    """The number of programs there that this Python compiles, which is all of them; else its complaint."""
    paths = [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names]
    said = subprocess.run([python, "-c", COMPILE], input="\n".join(paths).encode(), stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    return len(paths) if said.returncode == 0 else said.stdout.decode("utf-8", "replace")


def main(words):
    asked = parse(words)
    for python in (asked.reference, asked.target):
        if not os.access(python, os.X_OK):
            print("skipped: no %s" % python)
            return 77
    with tempfile.TemporaryDirectory() as work:
        out, programs = os.path.join(work, "out"), os.path.join(work, "programs")
        command = [asked.parallax, "parity", asked.target, "--reference", asked.reference, "--out", out, "--export",
                   programs, "--quiet", "--jobs", "1"] + [word for only in asked.only for word in ("--only", only)]
        if asked.module:
            command += ["--module", asked.module]
        said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if said.returncode not in (0, 1):
            sys.stdout.write(said.stdout.decode("utf-8", "replace"))
            return 1
        for python in (asked.reference, asked.target):
            number = compiled(python, programs)
            if not isinstance(number, int):
                print("%s: %s" % (python, number))
                return 1
        print("%d programs, compiled by both" % number)
        chosen = sorted(differences(os.path.join(out, "results.jsonl")).items())
        if asked.most:
            chosen = chosen[::max(1, len(chosen) // asked.most)][:asked.most]
        shown, hidden, refused = 0, [], 0
        for script, lines in chosen:
            name = os.path.relpath(script, os.path.join(out, "corpus", "parity"))
            program = os.path.join(programs, name[:-len(".plx")] + ".py")
            if not os.path.exists(program):
                refused += 1
                continue
            with open(program, encoding="utf-8") as file:
                text = file.read()
            assert "import ssl" in text and "parallax_engine" not in text, program
            there = [asked.target, "-B", program]
            if asked.module:
                there = [asked.target, "-B", "-W", "ignore", "-c", INSTALLED, program, asked.path,
                         asked.module.partition(":")[2]]
            a, b = printed([asked.reference, "-B", program], program), printed(there, program)
            # Up to there it must go the same way: a program that could not start shows nothing.
            alike = all(" -> ok" in a[line] and " -> ok" in b.get(line, "") or a[line] == b.get(line) or line in lines
                        for line in a if line < min(lines))
            if a and b and alike and any(a.get(line) != b.get(line) for line in lines):
                shown += 1
            else:
                hidden.append("%s, lines %s\n  %s\n  %s" % (name, sorted(lines), [a.get(n) for n in sorted(lines)],
                                                            [b.get(n) for n in sorted(lines)]))
        print("%d programs show the difference, %d do not, %d have no counterpart" % (shown, len(hidden), refused))
        for one in hidden:
            print(one)
        return 0 if shown and not hidden else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
