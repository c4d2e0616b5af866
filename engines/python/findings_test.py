"""Each program of docs/findings.md, run: it says under each interpreter at hand what the page says it says.

    python3 findings_test.py [TEST…]

The page is the only source: programs and answers are read out of it, so a page that no longer holds fails here. An
interpreter that is not at hand is a skipped test with the reason. Places in C source, addresses and amounts of
memory are no part of an answer; a process that the page says dies must die.
"""
import glob
import os
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGE = os.path.join(ROOT, "docs", "findings.md")
CANDIDATES = ["/usr/bin/python3", "/usr/bin/pypy3"] + sorted(
    glob.glob(os.path.expanduser("~/.pyenv/versions/*/bin/python")) +
    glob.glob(os.path.join(ROOT, "build", "pythons", "*", "bin", "python")))  # ci/pythons
# As the page names them: "CPython 3.13.0", "CPython 3.11.2 (Debian)", "PyPy 7.3.11 (Debian, Python 3.9.16)".
NAMED = re.compile(r"(CPython|PyPy) (\d+\.\d+\.\d+)( \(Debian[^)]*\))?")
ASK = ("import ssl, sys; i = sys.implementation; v = '%d.%d.%d'; "
       "print('PyPy ' + v % i.version[:3] if i.name == 'pypy' else 'CPython ' + v % sys.version_info[:3])")
# What glibc says when it ends a process whose heap is damaged: the words differ with what was damaged.
DEATH = re.compile(r"^(double free or corruption|free\(\)|malloc|corrupted|munmap|realloc|Fatal|Segmentation)")
# Of the clock: the programs need a second or two of a processor, and machines are shared.
SECONDS = 400


class Finding(object):
    """A section of the page."""

    def __init__(self, title, text):
        self.title, self.text = title, text
        self.fields = dict(re.findall(r"^- (\w+): (.*)$", text, re.M))
        self.programs = re.findall(r"^```python\n(.*?)^```$", text, re.M | re.S)
        self.c = re.findall(r"^```c\n(/\* cc (\S+) (.*?) \*/\n.*?)^```$", text, re.M | re.S)
        # (names of interpreters, what they print)
        self.answers = []
        for label, said in re.findall(r"^((?:CPython|PyPy|OpenSSL) [^\n]*):\n\n```\n(.*?)^```$", text, re.M | re.S):
            if label.startswith("OpenSSL"):
                self.answers.append(([label], said))
                continue
            self.answers.append(([m[0] + " " + m[1] + (" (Debian)" if m[2] else "") for m in NAMED.findall(label)], said))

    @property
    def security(self):
        return "security" in self.fields.get("Severity", "")

    def private(self):
        return "Private report first." in self.text or "Private report first:" in self.text


def findings(page):
    parts = re.split(r"^## (.*)$", page, flags=re.M)
    return [Finding(title, text) for title, text in zip(parts[1::2], parts[2::2])]


def interpreters():
    """By the page's names, those at hand."""
    found = {}
    for path in CANDIDATES:
        try:
            name = subprocess.check_output([path, "-I", "-c", ASK], stderr=subprocess.DEVNULL).decode().strip()
        except (OSError, subprocess.CalledProcessError):
            continue  # 2.7 among them, which none of these programs is for
        debian = path.startswith("/usr/bin/") or "/pythons/" in path
        found.setdefault(name + (" (Debian)" if debian else ""), path)
    return found


def plain(said):
    said = re.sub(r"_ssl\.c:\d+", "_ssl.c:N", said)
    said = re.sub(r"0x[0-9a-fA-F]+", "0xN", said)
    return said.rstrip("\n").split("\n")


def amounts(line):
    """A line about memory, and its amounts in KiB."""
    return re.sub(r"\d+$", "N", line), [int(n) for n in re.findall(r"\d+$", line)]


def mismatch(expected, said, died):
    """Why what was said is not what the page has; "" if it is."""
    wanted, got = plain(expected), plain(said)
    dies = any(DEATH.match(line) for line in wanted)
    if dies != died:
        return "the process %s, which the page does not say" % ("died" if died else "lives")
    if dies:
        wanted = [line for line in wanted if not DEATH.match(line)]
        got = got[:len(wanted)]
    if len(wanted) == len(got) and all(line.startswith("KiB ") for line in wanted + got):
        for a, b in zip(wanted, got):
            (words, many), (same, now) = amounts(a), amounts(b)
            # A leak is of a size; what a collector left is of none. Half a MiB tells them apart here.
            if words != same or not many or not now or not many[0] / 2 - 8192 <= now[0] <= many[0] * 2 + 8192:
                return "%r is not near %r" % (b, a)
        return ""
    return "" if wanted == got else "printed\n%s\nnot\n%s" % ("\n".join(got), "\n".join(wanted))


def run(program, python):
    """What it prints, and whether a signal ended it."""
    child = subprocess.Popen([python, "-B", "-"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, env=dict(os.environ, PYTHONIOENCODING="utf-8"))
    try:
        said = child.communicate(program.encode(), timeout=SECONDS)[0].decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        child.kill()
        return child.communicate()[0].decode("utf-8", "replace") + "(still running after %d s)\n" % SECONDS, True
    return said, child.returncode < 0


def read_page():
    with open(PAGE, encoding="utf-8") as page:
        return page.read()


class Page(unittest.TestCase):
    def test_each_finding_is_whole(self):
        found = findings(read_page())
        self.assertGreater(len(found), 10)
        for finding in found:
            with self.subTest(finding.title):
                self.assertEqual(set(finding.fields) & {"Severity", "Versions", "Status"},
                                 {"Severity", "Versions", "Status"})
                # One of a library alone has a program that `parallax export` writes, since no interpreter runs on it.
                if "--as c++" not in finding.text:
                    self.assertEqual(len(finding.programs) + len(finding.c), 1)
                    self.assertTrue(finding.answers)
                    for program in finding.programs + [text for text, _, _ in finding.c]:
                        self.assertNotIn("parallax", program)
                # Those with an effect on security are for the engine's own people first (SECURITY.md).
                self.assertEqual(finding.security, finding.private())

    def test_security_comes_first(self):
        order = [finding.security for finding in findings(read_page())]
        self.assertEqual(order, sorted(order, reverse=True))

    def test_a_page_that_does_not_hold_fails(self):
        page = ("## A\n\n- Severity: low\n\n```python\nprint(1, id(object) and '0x12')\n```\n\n"
                "CPython 3.11.2 (Debian):\n\n```\n%s\n```\n")
        true, = findings(page % "1 0x345")
        self.assertEqual(true.answers[0][0], ["CPython 3.11.2 (Debian)"])
        said, died = run(true.programs[0], sys.executable)
        self.assertEqual(mismatch(true.answers[0][1], said, died), "")
        for wrong in ("2 0x345", "1 0x345\nand more", "1 0x345\ndouble free or corruption (out)", "KiB more: 5"):
            self.assertTrue(mismatch(findings(page % wrong)[0].answers[0][1], said, died), wrong)
        self.assertTrue(mismatch("KiB more: 100000", "KiB more: 3000", False))
        self.assertFalse(mismatch("KiB more: 100000", "KiB more: 110000", False))


class Programs(unittest.TestCase):
    """A test for each finding and each interpreter that it shows; added below."""


def run_c(program, name, flags):
    """What it prints, compiled as its first line says. The libraries are the system's."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, name), "w") as file:
            file.write(program)
        subprocess.check_call(["cc", os.path.join(folder, name), "-o", os.path.join(folder, "program")] + flags.split())
        return subprocess.check_output([os.path.join(folder, "program")], cwd=ROOT, timeout=SECONDS).decode()


def add_c(finding, number):
    """It says first which library it is on, and then what the page has for that."""
    def test(self):
        said = run_c(*finding.c[0])
        expected = [answer for names, answer in finding.answers if names[0] == said.split("\n")[0]]
        if not expected:
            self.skipTest("the page has no answer of %s" % said.split("\n")[0])
        self.assertEqual(mismatch(expected[0], said, False), "", finding.title)
    test.__doc__ = "C: " + finding.title
    setattr(Programs, "test_%02d_c" % number, test)


def add(finding, number, name, expected, at_hand):
    def test(self):
        if name not in at_hand:
            self.skipTest("no %s at hand" % name)
        said, died = run(finding.programs[0], at_hand[name])
        self.assertEqual(mismatch(expected, said, died), "", finding.title)
    test.__doc__ = "%s: %s" % (name, finding.title)
    setattr(Programs, "test_%02d_%s" % (number, re.sub(r"\W+", "_", name).strip("_")), test)


AT_HAND = interpreters()
for _number, _finding in enumerate(findings(read_page()), 1):
    if _finding.c:
        add_c(_finding, _number)
        continue
    for _names, _expected in _finding.answers:
        for _name in _names:
            add(_finding, _number, _name, _expected, AT_HAND)

if __name__ == "__main__":
    unittest.main()
