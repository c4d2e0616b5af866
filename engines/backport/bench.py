"""What the backport costs beside Python 3, on one libssl: both forms on 2.7 and Python 3's own ssl, in turns.

    python3 bench.py [--rounds N] [--package DIR] PYTHON3 PYTHON2.7

DIR holds the package with its extension module, build/backport/py27 by default. Measured is processor time of
the process that does the work, both ends of a connection in it: a TLS 1.3 handshake with objects, BIOs and a
P-256 certificate; a write, with the record taken out of the BIO; a read, of one record put there before. The
interpreters take turns, and the least of all rounds counts: what else the machine does only adds to a round.
Prints microseconds, and ratios to Python 3.
"""
from __future__ import print_function

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PKI = os.path.join(ROOT, "corpus", "pki")
CIPHERS = "ECDHE-ECDSA-AES256-GCM-SHA384"
# The same on every interpreter, whatever its defaults.
OPTIONS = 0x82520050
CURVE = "prime256v1"
# (name, octets, how often in a round)
# Some milliseconds each: short enough to be undisturbed now and then on a busy machine.
WORK = [("handshake", 0, 6), ("write", 16384, 400), ("write", 16, 2000), ("read", 16384, 400), ("read", 16, 2000)]
FORMS = ("python3", "native", "ctypes")


def processor_seconds():
    import resource
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def serve(form):
    """A worker: reads "NAME SIZE COUNT" lines, does the work, answers processor seconds for each time."""
    if form != "python3":
        sys.path.remove(HERE)  # the package without its extension module
        import pep546
        assert pep546.install(form) == form
    import ssl
    if form == "python3":
        client_side, server_side = ssl.PROTOCOL_TLS_CLIENT, ssl.PROTOCOL_TLS_SERVER
    else:
        client_side = server_side = ssl.PROTOCOL_TLS

    def context(protocol):
        made = ssl.SSLContext(protocol)
        made.set_ciphers(CIPHERS)
        made.options = OPTIONS
        made.set_ecdh_curve(CURVE)
        return made
    client, server = context(client_side), context(server_side)
    client.load_verify_locations(os.path.join(PKI, "root.pem"))
    client.verify_mode, client.check_hostname = ssl.CERT_REQUIRED, True
    server.load_cert_chain(os.path.join(PKI, "p256.pem"), os.path.join(PKI, "p256.key"))

    def connect():
        there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
        a = client.wrap_bio(back, there, server_hostname="localhost")
        b = server.wrap_bio(there, back, server_side=True)
        for end in (a, b, a, b):
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                pass
        return a, b, there, back

    def handshake(size, count):
        start = processor_seconds()
        for _ in range(count):
            connect()
        return processor_seconds() - start

    def write(size, count):
        a, b, there, back = connect()
        data = b"x" * size
        start = processor_seconds()
        for _ in range(count):
            a.write(data)
            there.read()
        return processor_seconds() - start

    def read(size, count):
        a, b, there, back = connect()
        data = b"x" * size
        for _ in range(count):
            a.write(data)
        start = processor_seconds()
        for _ in range(count):
            b.read(size)
        return processor_seconds() - start

    def one(name, size, count):
        return {"handshake": handshake, "write": write, "read": read}[name](size, count) / count
    print(ssl.OPENSSL_VERSION)
    sys.stdout.flush()
    for line in iter(sys.stdin.readline, ""):
        name, size, count = line.split()
        print(repr(one(name, int(size), int(count))))
        sys.stdout.flush()


def main(arguments):
    rounds, package = 150, os.path.join(ROOT, "build", "backport", "py27")
    while arguments and arguments[0].startswith("--"):
        name, value = arguments[:2]
        del arguments[:2]
        if name == "--rounds":
            rounds = int(value)
        elif name == "--package":
            package = value
        else:
            sys.exit("bench.py: %s: no such argument; see its first lines" % name)
    if len(arguments) != 2:
        sys.exit("usage: bench.py [--rounds N] [--package DIR] PYTHON3 PYTHON2.7")
    python3, python2 = arguments
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # one processor for all of them, in turns
    workers = {}
    for form in FORMS:
        workers[form] = subprocess.Popen(
            [python3 if form == "python3" else python2, "-B", os.path.abspath(__file__), "--serve", form],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, universal_newlines=True,
            env=dict(os.environ, PYTHONPATH=package if form != "python3" else ""))
    versions = set(w.stdout.readline().strip() for w in workers.values())
    if len(versions) != 1 or "" in versions:
        sys.exit("bench.py: the interpreters have different libraries, or one did not start: %s" % sorted(versions))
    print("%s; %d rounds" % (versions.pop(), rounds))
    print("%-16s %10s %10s %10s %8s %8s" % ("microseconds", "python3", "native", "ctypes", "native", "ctypes"))
    least = {}
    for _ in range(rounds):
        for form, worker in workers.items():
            for work in WORK:
                worker.stdin.write("%s %d %d\n" % work)
                worker.stdin.flush()
                seconds = float(worker.stdout.readline())
                least[form, work] = min(seconds, least.get((form, work), seconds))
    for work in WORK:
        own, native, ctypes = [least[form, work] * 1e6 for form in FORMS]
        print("%-16s %10.1f %10.1f %10.1f %7.2fx %7.2fx" % (
            work[0] if not work[1] else "%s %d" % work[:2], own, native, ctypes, native / own, ctypes / own))
    for worker in workers.values():
        worker.stdin.close()
        worker.wait()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(sys.argv[2])
    else:
        main(sys.argv[1:])
