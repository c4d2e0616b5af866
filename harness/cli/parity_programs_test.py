"""The programs that `parallax parity --export` writes are run under both interpreters, and show the difference.

    python3 parity_programs_test.py PARALLAX REFERENCE TARGET [--most N] [--only PATTERN]…

Of the probes with a difference in an outcome, every so-manieth, N at most: its program must print another line for
that step under the target than under the reference, and name nothing of the harness. --most 0 runs all.
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


def parse(words):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parallax")
    parser.add_argument("reference")
    parser.add_argument("target")
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


def printed(python, program):
    """What the program says, by line of the script."""
    said = subprocess.run([python, "-B", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS,
                          cwd=os.path.dirname(program)).stdout.decode("utf-8", "replace")
    lines = {}
    for line in said.split("\n"):
        match = re.match(r"(\d+): ", line)
        if match:
            lines[int(match.group(1))] = line
    return lines


def main(words):
    asked = parse(words)
    for python in (asked.reference, asked.target):
        if not os.access(python, os.X_OK):
            print("skipped: no %s" % python)
            return 77
    with tempfile.TemporaryDirectory() as work:
        out, programs = os.path.join(work, "out"), os.path.join(work, "programs")
        command = [asked.parallax, "parity", asked.target, "--reference", asked.reference, "--out", out, "--export",
                   programs, "--quiet"] + [word for only in asked.only for word in ("--only", only)]
        said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if said.returncode not in (0, 1):
            sys.stdout.write(said.stdout.decode("utf-8", "replace"))
            return 1
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
            a, b = printed(asked.reference, program), printed(asked.target, program)
            if any(a.get(line) != b.get(line) for line in lines):
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
