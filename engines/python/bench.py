"""What the pipe and the language cost: full handshake scripts through the engine against a plain loop.

    python3 -B bench.py [PYTHON]
    python3 -B bench.py --plain N     # the plain loop alone, N connections, in this interpreter

One core (the process pins itself), the same operations on both sides: two contexts, two objects, a TLS 1.3
handshake, 1 KiB each way, close. The harness's part is the least possible: lines written ahead, answers read
to the end of each batch. Prints milliseconds of processor time a script, both ends of the pipe together, and the ratio, once with the octets carried by the
harness (it waits for each flight) and once with the objects joined by their BIOs (all is written ahead).
"""
import io
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
PKI = os.path.join(os.path.dirname(os.path.dirname(HERE)), "corpus", "pki")
SCRIPTS = 200
ROUNDS = 5

PLAIN = r'''
import ssl, sys
sys.path.insert(0, %r)
from parallax_engine import subject; subject.use("ssl")
from parallax_engine import streams; streams.install()
CIPHERS = %r
PKI = %r
def context(protocol):
    c = ssl.SSLContext(protocol)
    if hasattr(c, "minimum_version"):
        c.minimum_version = ssl.TLSVersion.TLSv1_2; c.maximum_version = ssl.TLSVersion.TLSv1_3
    c.set_ciphers(CIPHERS); c.options = 0x82520050
    return c
def step(f, *a):
    try: return f(*a)
    except ssl.SSLWantReadError: pass
def one(joined):
    c = context(ssl.PROTOCOL_TLS_CLIENT); c.load_verify_locations(PKI + "/root.pem")
    s = context(ssl.PROTOCOL_TLS_SERVER); s.load_cert_chain(PKI + "/p256.pem", PKI + "/p256.key")
    x, y = ssl.MemoryBIO(), ssl.MemoryBIO()
    u, v = (x, y) if joined else (ssl.MemoryBIO(), ssl.MemoryBIO())
    a = c.wrap_bio(x, y, server_hostname="localhost"); b = s.wrap_bio(v, u, server_side=True)
    def move(p, q):
        if not joined: q.write(p.read())
    step(a.do_handshake); move(y, v); step(b.do_handshake); move(u, x); step(a.do_handshake); move(y, v); step(b.do_handshake)
    move(u, x); a.write(b"x" * 1024); move(y, v); b.read(2000); b.write(b"y" * 1024); move(u, x); a.read(2000)
    step(a.unwrap); move(y, v); step(b.unwrap); move(u, x); step(a.unwrap)
one(True)
while True:
    line = sys.stdin.readline()
    if not line: break
    joined, count = line.split()
    for _ in range(int(count)): one(joined == "1")
    print("done"); sys.stdout.flush()
'''


class Harness(object):
    def __init__(self, python):
        self.process = subprocess.Popen([python, "-I", "-B", os.path.join(HERE, "engine.py")], bufsize=0,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.out, self.into = self.process.stdout.fileno(), self.process.stdin.fileno()
        self.left = b""
        self.lines(1)

    def lines(self, count):
        data = self.left
        while data.count(b"\n") < count:
            data += os.read(self.out, 1 << 20)
        answers = data.split(b"\n")
        self.left = b"\n".join(answers[count:])
        return answers[:count]

    def ask(self, lines):
        os.write(self.into, b"\n".join(lines) + b"\n")
        return self.lines(len(lines))


def flight(harness, lines, sender, receiver, more=()):
    """Steps, then the octets of `sender.out`, carried to the beginning of the next batch."""
    said = harness.ask(list(lines) + [sender + b".out.read"] + list(more))[len(lines)]
    return receiver + b".in.write " + said[3:]


def script(harness, joined, number, state):
    begin = b'begin %d seed=1 clock=1893456000 pki="%s"' % (number, PKI.encode())
    end = b"end %d" % number
    x, y = b'b"' + b"x" * 1024 + b'"', b'b"' + b"y" * 1024 + b'"'
    look = [b"state a", b"state b"] if state else []
    if joined:
        steps = [b"object a client in=x out=y", b"object b server in=y out=x", b"a.do_handshake", b"b.do_handshake",
                 b"a.do_handshake", b"b.do_handshake", b"a.write " + x, b"b.read 2000", b"b.write " + y, b"a.read 2000",
                 b"a.unwrap", b"b.unwrap", b"a.unwrap"]
        harness.ask([begin, b"bio x", b"bio y"] + [l for s in steps for l in [s] + look] + [end])
        return
    write = flight(harness, [begin, b"object a client", b"object b server", b"a.do_handshake"] + look, b"a", b"b")
    write = flight(harness, [write, b"b.do_handshake"] + look, b"b", b"a")
    write = flight(harness, [write, b"a.do_handshake"] + look, b"a", b"b")
    write = flight(harness, [write, b"b.do_handshake"] + look, b"b", b"a")
    write = flight(harness, [write, b"a.write " + x] + look, b"a", b"b")
    write = flight(harness, [write, b"b.read 2000", b"b.write " + y] + look, b"b", b"a")
    write = flight(harness, [write, b"a.read 2000", b"a.unwrap"] + look, b"a", b"b")
    write = flight(harness, [write, b"b.unwrap"] + look, b"b", b"a")
    harness.ask([write, b"a.unwrap", end])


def processor_time(process):
    """Seconds of processor time: other work on the machine is not in it. Linux."""
    with open("/proc/%d/schedstat" % process.pid) as file:
        return int(file.read().split()[0]) / 1e9


def ciphers():
    with open(os.path.join(HERE, "parallax_engine", "contexts.py")) as file:
        return eval(file.read().split("DEFAULT_CIPHERS = ")[1].split(")\n")[0] + ")")


def plain_program():
    return PLAIN % (HERE, ciphers(), PKI)


def main():
    if sys.argv[1:2] == ["--plain"]:
        sys.stdin = io.StringIO(u"0 %s\n" % sys.argv[2])
        exec(plain_program(), {})
        return
    python = sys.argv[1] if len(sys.argv) > 1 else sys.executable
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    plain = subprocess.Popen([python, "-I", "-B", "-c", plain_program()], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, universal_newlines=True, bufsize=1)
    harness = Harness(python)

    def plainly(joined):
        start = processor_time(plain)
        plain.stdin.write("%d %d\n" % (joined, SCRIPTS))
        plain.stdin.flush()
        plain.stdout.readline()
        return processor_time(plain) - start

    def piped(joined, state):
        start = processor_time(harness.process) + time.process_time()
        for number in range(SCRIPTS):
            script(harness, joined, number, state)
        return processor_time(harness.process) + time.process_time() - start

    for joined, name in ((0, "carried"), (1, "joined")):
        base = engine = seen = float("inf")
        for _ in range(ROUNDS):  # in turn, and the best of each: other work on the machine comes and goes
            base = min(base, plainly(joined))
            engine = min(engine, piped(joined, False))
            seen = min(seen, piped(joined, True))
        print("%-8s plain %.3f ms  engine %.3f ms (%.2f times)  with states %.3f ms (%.2f times)" % (
            name, base / SCRIPTS * 1e3, engine / SCRIPTS * 1e3, engine / base, seen / SCRIPTS * 1e3, seen / base))
    plain.stdin.close()
    harness.process.stdin.close()
    plain.wait()
    harness.process.wait()


if __name__ == "__main__":
    main()
