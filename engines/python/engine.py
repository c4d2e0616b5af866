"""The engine program for Python interpreters: docs/protocol.md on stdin and stdout.

    PYTHON -I -B engine.py [--module NAME] [--path FOLDER] [--each]

--module NAME   test this module instead of `ssl` (a module with ssl's names), or NAME:FORM what install(FORM) of
                this package puts on `ssl` (pep546, pep546:ctypes, pep546:native)
--path FOLDER   look for it here first
--each          write every answer at once. Without it answers wait until no complete request is left to
                read, which is faster; but a process that dies takes the answers that wait with it.

Runs on CPython 3.6 to 3.13 and PyPy 3.9, with the standard library alone; and on CPython 2.7, whose ssl has
no MemoryBIO, with a backport.
"""
import os
import sys


def main(arguments):
    # The original stdout is the protocol's; whatever else prints goes to stderr.
    answers = os.dup(1)
    os.dup2(2, 1)
    options = {"module": "ssl", "path": None, "each": False}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--each":
            options["each"] = True
        elif word in ("--module", "--path") and rest:
            options[word[2:]] = rest.pop(0)
        else:
            sys.stderr.write(__doc__)
            return 2
    # An isolated interpreter (-I) leaves the script's folder out.
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    if options["path"] is not None:
        sys.path.insert(0, options["path"])
    from parallax_engine import subject
    try:
        subject.use(options["module"])
    except ImportError as error:
        sys.stderr.write("engine.py: %s\n" % error)
        return 2
    from parallax_engine import serve
    return serve.run(0, answers, options["each"])


if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    # Not sys.exit: the interpreter would free the random method's memory, which libcrypto still looks
    # at when the process ends.
    os._exit(status)
