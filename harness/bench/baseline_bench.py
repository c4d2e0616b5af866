"""The suite `baseline`: one exchange in the ways that a program can do TLS: over a socket's SSLSocket, over pyOpenSSL,
and with an SSLObject between two MemoryBIOs. Python 2.7 and 3.

    python baseline_bench.py [--count] [--min-time SECONDS] [--repetitions N] [FILTER]

Measured is the client; the server is a process of its own, the same for all. Prints JSON of Google Benchmark's form, names
are baseline/INTERPRETER+WAY/EXCHANGE/chunk:N: processor time of the process, the kernel's part included, the wall's clock
beside it. --count, under LD_PRELOAD=libparallax_count.so, prints what is copied, cleared, allocated, buffered and asked of
the system instead; what the kernel copies is not seen. A package pep546 that can be imported is measured on Python 2.7;
PARALLAX_BACKPORT names a folder that has one for each version: py27, py311 and so on.

Ways: SSLSocket; pyOpenSSL on a socket, and through its memory BIOs as Twisted has it; SSLObject; pep546's two forms.
Exchanges: handshake (a connection made, and closed); download and upload of 4 MiB, read and written by chunks; ping-pong;
idle, which is counted only: what a connection holds after 64 KiB each way.
"""
import functools
import gc
import json
import os
import platform
import re
import resource
import socket
import ssl
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
# In the source tree, and as installed: share/parallax/harness/bench beside share/parallax/corpus.
PKI = os.path.join(os.path.dirname(os.path.dirname(HERE)), "corpus", "pki")
KIB = 1024
MIB = 1024 * KIB
CARRIED = 4 * MIB
RECEIVED = 64 * KIB  # what a reactor asks of a socket at once
LINE = 32  # octets of a request


def request(word, *numbers):
    return ("%s %s" % (word, " ".join(str(number) for number in numbers))).ljust(LINE).encode("ascii")


# Servers ---------------------------------------------------------------------------------------------------------------

def protocol(name):
    return getattr(ssl, name, None) or getattr(ssl, "PROTOCOL_TLS", ssl.PROTOCOL_SSLv23)


def serve():
    """Says its port, then answers connections, a thread each, until it is killed."""
    context = ssl.SSLContext(protocol("PROTOCOL_TLS_SERVER"))
    context.load_cert_chain(os.path.join(PKI, "p256.pem"), os.path.join(PKI, "p256.key"))
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    sys.stdout.write("%d\n" % listener.getsockname()[1])
    sys.stdout.flush()
    while True:
        plain, _ = listener.accept()
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        thread = threading.Thread(target=converse, args=(context, plain))
        thread.daemon = True
        thread.start()


def converse(context, plain):
    try:
        answer(context.wrap_socket(plain, server_side=True))
    except (OSError, socket.error, ssl.SSLError):  # the client has left
        plain.close()


def exactly(receive, count):
    while count > 0:
        octets = receive(min(count, 256 * KIB))
        if not octets:
            raise OSError("the stream ended")
        count -= len(octets)


def answer(connection):
    while True:
        words = b""
        while len(words) < LINE:
            part = connection.recv(LINE - len(words))
            if not part:
                connection.close()
                return
            words += part
        words = words.decode("ascii").split()
        word, numbers = words[0], [int(number) for number in words[1:]]
        if word == "download":
            octets = b"d" * (64 * KIB)
            for left in range(numbers[0], 0, -len(octets)):
                connection.sendall(octets[:left])
        elif word == "upload":
            exactly(connection.recv, numbers[0])
            connection.sendall(b"k")
        else:
            octets = b"e" * numbers[1]
            for _ in range(numbers[0]):
                exactly(connection.recv, numbers[1])
                connection.sendall(octets)


# Ways ------------------------------------------------------------------------------------------------------------------

def connected(port):
    plain = socket.create_connection(("127.0.0.1", port))
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return plain


def client_context():
    context = ssl.SSLContext(protocol("PROTOCOL_TLS_CLIENT"))
    context.load_verify_locations(os.path.join(PKI, "root.pem"))
    context.verify_mode, context.check_hostname = ssl.CERT_REQUIRED, True
    return context


class Socket(object):
    def __init__(self):
        self.context = client_context()

    def open(self, port):
        self.connection = self.context.wrap_socket(connected(port), server_hostname="localhost")
        self.send, self.receive = self.connection.sendall, self.connection.recv

    def close(self):
        self.connection.close()


class Object(object):
    """An SSLObject, octets carried by hand: what asyncio and every other reactor does. `form`: one of pep546's."""

    def __init__(self, form=None):
        self.context, self.form = client_context(), form
        self.make_bio = ssl.MemoryBIO if form is None else form.MemoryBIO

    def open(self, port):
        self.plain = connected(port)
        self.incoming, self.outgoing = self.make_bio(), self.make_bio()
        if self.form is None:
            self.object = self.context.wrap_bio(self.incoming, self.outgoing, server_hostname="localhost")
        else:
            self.object = self.form.wrap_bio(self.context, self.incoming, self.outgoing, server_hostname="localhost")
        self.again(self.object.do_handshake)
        self.flush()

    def again(self, call, *arguments):
        while True:
            try:
                return call(*arguments)
            except ssl.SSLWantReadError:
                self.flush()
                octets = self.plain.recv(RECEIVED)
                if not octets:
                    raise OSError("the stream ended")
                self.incoming.write(octets)

    def flush(self):
        if self.outgoing.pending:
            self.plain.sendall(self.outgoing.read())

    def send(self, octets):
        self.object.write(octets)
        self.flush()

    def receive(self, count):
        return self.again(self.object.read, count)

    def close(self):
        self.plain.close()


class PyOpenSSL(object):
    def __init__(self):
        from OpenSSL import SSL
        self.library = SSL
        self.context = SSL.Context(SSL.TLS_METHOD)
        self.context.load_verify_locations(os.path.join(PKI, "root.pem"))
        self.context.set_verify(SSL.VERIFY_PEER, lambda connection, certificate, number, depth, fine: bool(fine))

    def open(self, port):
        self.connection = self.library.Connection(self.context, connected(port))
        self.connection.set_tlsext_host_name(b"localhost")
        self.connection.set_connect_state()
        self.connection.do_handshake()
        self.send, self.receive = self.connection.sendall, self.connection.recv

    def close(self):
        self.connection.close()


class PyOpenSSLMemory(PyOpenSSL):
    """Connection(context, None), as Twisted drives it."""

    def open(self, port):
        self.plain = connected(port)
        self.connection = self.library.Connection(self.context, None)
        self.connection.set_tlsext_host_name(b"localhost")
        self.connection.set_connect_state()
        self.again(self.connection.do_handshake)
        self.flush()

    def again(self, call, *arguments):
        while True:
            try:
                return call(*arguments)
            except self.library.WantReadError:
                self.flush()
                octets = self.plain.recv(RECEIVED)
                if not octets:
                    raise OSError("the stream ended")
                self.connection.bio_write(octets)

    def flush(self):
        while True:
            try:
                self.plain.sendall(self.connection.bio_read(32 * KIB))
            except self.library.WantReadError:
                return

    def send(self, octets):
        self.connection.sendall(octets)
        self.flush()

    def receive(self, count):
        return self.again(self.connection.recv, count)

    def close(self):
        self.plain.close()


def interpreter():
    if platform.python_implementation() == "PyPy":
        return "pypy-" + ".".join(str(part) for part in sys.pypy_version_info[:3])
    return "cpython-" + platform.python_version()


def find_backport():
    folder = os.environ.get("PARALLAX_BACKPORT")
    if folder:
        sys.path.insert(0, os.path.join(folder, "py%d%d" % sys.version_info[:2]))


def ways():
    find_backport()
    found = [("SSLSocket", Socket)]
    if hasattr(ssl, "MemoryBIO"):
        found.append(("SSLObject", Object))
    try:
        from OpenSSL import SSL
        found += [("pyOpenSSL", PyOpenSSL), ("pyOpenSSL-memory", PyOpenSSLMemory)]
        assert SSL
    except ImportError:
        pass
    if sys.version_info[0] == 2:
        for form in ("native", "ctypes"):
            try:
                import pep546
                module = pep546.load(form)
                found.append(("pep546-" + form, functools.partial(Object, module)))
            except ImportError as error:  # not there, or an interpreter without what the form needs
                sys.stderr.write("baseline_bench.py: %s\n" % error)
    return found


# Exchanges -------------------------------------------------------------------------------------------------------------

def exchanges():
    yield "handshake", 0
    for chunk in (4 * KIB, 16 * KIB, 256 * KIB):
        yield "download", chunk
        yield "upload", chunk
    yield "idle", 64 * KIB
    yield "ping-pong", 64
    yield "ping-pong", 4 * KIB


def make_turn(way, port, exchange, chunk):
    """A function that does the exchange once, and the octets of plaintext that it carries."""
    if exchange == "handshake":
        def turn():
            way.open(port)
            way.send(request("ping-pong", 1, 1) + b"x")
            exactly(way.receive, 1)
            way.close()
        return turn, 0
    send, octets = way.send, b"x" * chunk
    if exchange == "download":
        def turn():
            send(request("download", CARRIED))
            left = CARRIED
            while left > 0:
                octets = way.receive(chunk)
                if not octets:
                    raise OSError("the stream ended")
                left -= len(octets)
        return turn, CARRIED
    if exchange == "upload":
        def turn():
            send(request("upload", CARRIED))
            for _ in range(CARRIED // chunk):
                send(octets)
            exactly(way.receive, 1)
        return turn, CARRIED
    count = 64

    def turn():
        send(request("ping-pong", count, chunk))
        for _ in range(count):
            send(octets)
            exactly(way.receive, chunk)
    return turn, 2 * count * chunk


def processor():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def faults():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_minflt + usage.ru_majflt


def measure(name, turn, carried, min_time, repetitions):
    turn()
    entries = []
    for index in range(repetitions):
        begun, start, turns = time.time(), processor(), 0
        while turns == 0 or processor() - start < min_time:
            turn()
            turns += 1
        each, real = (processor() - start) / turns * 1e9, (time.time() - begun) / turns * 1e9
        entry = {"name": name, "run_name": name, "run_type": "iteration", "repetitions": repetitions,
                 "repetition_index": index, "iterations": turns, "real_time": real, "cpu_time": each, "time_unit": "ns"}
        if carried and each:
            entry["bytes_per_second"] = carried / each * 1e9
        entries.append(entry)
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
        return counts
    return read, library.parallax_counts_reset


def count(name, turn, carried, read, reset):
    turns = 4
    turn()
    gc.collect()
    reset()
    before, first = read().held, faults()
    for _ in range(turns):
        turn()
    faulted, counts = faults() - first, read()
    entry = {"name": name, "run_name": name, "run_type": "iteration",
             "allocations_per_turn": counts.allocations / float(turns),
             "system_calls_per_turn": counts.system_calls / float(turns),
             "page_faults_per_turn": faulted / float(turns), "peak_held": counts.peak - before}
    if carried:
        entry["copied_per_octet"] = counts.copied / float(carried * turns)
        entry["cleared_per_octet"] = counts.cleared / float(carried * turns)
    return entry


def count_idle(name, make, port, chunk, read):
    many = 100
    ways = [make() for _ in range(many + 1)]  # contexts are not what is counted
    ways[0].open(port)
    gc.collect()
    before = read().held
    for way in ways[1:]:
        way.open(port)
        way.send(request("ping-pong", 1, chunk))
        way.send(b"x" * chunk)
        exactly(way.receive, chunk)
    gc.collect()
    held = (read().held - before) / float(many)
    for way in ways:
        way.close()
    return {"name": name, "run_name": name, "run_type": "iteration", "held_per_end": held}


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
    environment = dict(os.environ)
    environment.pop("LD_PRELOAD", None)
    server = subprocess.Popen([sys.executable, "-B", os.path.abspath(__file__), "--serve"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, env=environment)
    entries = []
    try:
        port = int(server.stdout.readline())
        for way_name, make in ways():
            for exchange, chunk in exchanges():
                name = "baseline/%s+%s/%s/chunk:%d" % (interpreter(), way_name, exchange, chunk)
                if not re.search(pattern, name):
                    continue
                if exchange == "idle":
                    if counting:
                        entries.append(count_idle(name, make, port, chunk, read))
                    continue
                way = make()
                if exchange != "handshake":
                    way.open(port)
                turn, carried = make_turn(way, port, exchange, chunk)
                if counting:
                    entries.append(count(name, turn, carried, read, reset))
                else:
                    entries += measure(name, turn, carried, options["--min-time"], options["--repetitions"])
                if exchange != "handshake":
                    way.close()
    finally:
        server.kill()
        server.wait()
    context = {"executable": sys.executable, "library_version": sys.version, "openssl": ssl.OPENSSL_VERSION}
    json.dump({"context": context, "benchmarks": entries}, sys.stdout, indent=1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve()
    else:
        main(sys.argv[1:])
