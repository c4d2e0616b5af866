"""An engine that fails in the way its argument names, at the step `show fail`."""
import os
import signal
import sys
import time

HOW = sys.argv[1]
HELLO = 'hello 1 name="faulty" family="faulty" version="1" library="none" semantics="3.13" capabilities=[]'


def say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def fail():
    if HOW == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if HOW == "exit":
        sys.exit(3)
    if HOW == "half-line":
        sys.stdout.write("ok b\"half")
        sys.stdout.flush()
        sys.exit(0)
    if HOW == "hang":
        time.sleep(600)
    if HOW == "nonsense":
        say("42 is the answer")
    if HOW == "flood":
        while True:
            sys.stdout.write("x" * 65536)
    if HOW == "chatter":
        sys.stderr.write("y" * 1000000)
        sys.stderr.flush()
        say("ok None")


if HOW == "silent":
    time.sleep(600)
if HOW == "wrong-hello":
    say("good morning")
if HOW == "old-hello":
    say("hello 9 name=\"x\" family=\"x\"")
say(HELLO)
for line in sys.stdin:
    if line.startswith("show fail"):
        fail()
    else:
        say("ok None")
