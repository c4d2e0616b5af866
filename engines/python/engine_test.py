"""Tests of the engine program: python3 -B engine_test.py [PYTHON…]

Every test speaks the protocol to a real engine in a child. With interpreters as arguments the suite runs once
for each of them; without, for the one that runs the tests.
"""
import ast
import os
import re
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PKI = os.path.join(ROOT, "corpus", "pki")
ENGINE = os.path.join(HERE, "engine.py")
INTERPRETER = [sys.executable]


class Engine(object):
    """An engine in a child. `ask` gives (notes, outcome)."""

    def __init__(self, *options, **more):
        self.process = subprocess.Popen(
            [INTERPRETER[0], "-I", "-B", ENGINE] + list(options), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=more.get("stderr", subprocess.DEVNULL), env=more.get("env"))
        self.hello = self.line()

    def line(self):
        said = self.process.stdout.readline().decode("ascii")
        if not said.endswith("\n"):
            raise AssertionError("half a line: %r" % said)
        return said[:-1]

    def send(self, *lines):
        self.process.stdin.write("".join([l + "\n" for l in lines]).encode("utf-8"))
        self.process.stdin.flush()

    def answer(self):
        notes = []
        while True:
            said = self.line()
            if not said.startswith("+"):
                return notes, said
            notes.append(said[1:])

    def ask(self, line):
        self.send(line)
        return self.answer()

    def __call__(self, line):
        return self.ask(line)[1]

    def begin(self, seed=1):
        self.number = getattr(self, "number", 0) + 1
        return self('begin %d seed=%d clock=1893456000 pki="%s"' % (self.number, seed, PKI))

    def end(self):
        return self("end %d" % self.number)

    def run(self, *lines):
        self.begin()
        answers = [self(l) for l in lines]
        self.end()
        return answers

    def close(self):
        """Ends the engine's input and waits. Gives the exit status."""
        self.process.stdin.close()
        status = self.process.wait()
        self.process.stdout.close()
        return status


def octets(outcome):
    """The octets of `ok b"…"`: Python reads what we print."""
    assert outcome.startswith("ok b"), outcome
    return ast.literal_eval(outcome[3:])


def literal(data):
    return 'b"' + "".join(["\\x%02x" % c for c in bytearray(data)]) + '"'


def carry(engine, sender, receiver):
    data = octets(engine(sender + ".out.read"))
    if data:
        assert engine("%s.in.write %s" % (receiver, literal(data))) == "ok %d" % len(data)
    return data


def shake(engine, a, b):
    """Handshakes in turn until nothing moves. Gives the last outcomes and everything that was sent."""
    sent = []
    while True:
        first = engine(a + ".do_handshake")
        one = carry(engine, a, b)
        second = engine(b + ".do_handshake")
        two = carry(engine, b, a)
        if not one and not two:
            return first, second, sent
        sent += [one, two]


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.engine = Engine()
        said = subprocess.check_output([INTERPRETER[0], "-c", "import sys; print(sys.implementation.name, *sys.version_info[:3])"])
        words = said.decode().split()
        cls.pypy, cls.python = words[0] == "pypy", tuple(int(w) for w in words[1:])
        cls.capabilities = ast.literal_eval(cls.engine.hello.rpartition("capabilities=")[2])

    @classmethod
    def tearDownClass(cls):
        cls.engine.close()

    def setUp(self):
        self.engine.begin()

    def tearDown(self):
        self.assertEqual(self.engine.end(), "ok None")

    def check(self, *pairs):
        for line, wanted in pairs:
            self.assertEqual(self.engine(line), wanted, line)


class ProtocolTest(Case):
    def test_hello_names_everything(self):
        self.assertTrue(re.match(r'hello 1 name="\w+" family="\w+" version="[^"]+" library="[^"]+" semantics="[^"]+" '
                                 r'capabilities=\[.*\]\Z', self.engine.hello), self.engine.hello)
        self.assertEqual(self.capabilities, sorted(self.capabilities))
        self.assertIn("python_objects", self.capabilities)
        self.assertIn("tls1.3", self.capabilities)

    def test_transcript_of_the_document(self):
        with open(os.path.join(ROOT, "docs", "protocol.md"), "rb") as file:
            lines = file.read().decode("utf-8").split("\n")
        example = [l.strip() for l in lines if l.startswith((u"    \u2190 ", u"    \u2192 "))]
        self.assertTrue(example[0].startswith(u"\u2190 hello 1 "))
        self.engine.end()
        asked = 0
        for request, answer in zip(example[1::2], example[2::2]):
            self.assertTrue(request.startswith(u"\u2192 ") and answer.startswith(u"\u2190 "))
            said = self.engine(request[2:])
            if not answer[2:].startswith("unsupported"):  # the toy has no TLS; we do
                wanted = answer[2:]
                if request.endswith('.read "two"') and (self.pypy or self.python < (3, 10)):
                    said = said.partition(" ")[0]
                    wanted = wanted.partition(" ")[0]
                self.assertEqual(said, wanted, request)
            asked += 1
        self.assertGreater(asked, 6)

    def test_answers_written_ahead_come_in_order(self):
        self.engine.send("bio x", *['x.write b"%05d"' % i for i in range(2000)])
        self.assertEqual(self.engine.answer()[1], "ok None")
        for _ in range(2000):
            self.assertEqual(self.engine.answer()[1], "ok 5")
        self.check(("x.read 10", 'ok b"0000000001"'))

    def test_line_of_a_megabyte(self):
        data = os.urandom(1 << 18)
        self.engine("bio x")
        self.check(("x.write " + literal(data), "ok %d" % len(data)))
        self.assertEqual(octets(self.engine("x.read")), data)

    def test_end_forgets_everything(self):
        self.check(("bio x", "ok None"), ("show x", "ok <memorybio 1>"))
        self.engine.end()
        self.engine.begin()
        self.check(("show x", "NameError message=\"name 'x' is not defined\""), ("state x", "ok {}"),
                   ("bio y", "ok None"), ("show y", "ok <memorybio 1>"))

    def test_unknown_steps_are_unsupported(self):
        for line in ("frobnicate x", "x.frobnicate 1", "disturb nothing", "puppet p client", "move a b"):
            self.assertTrue(self.engine(line).startswith('unsupported "'), line)

    def test_nonsense_is_a_syntax_error(self):
        for line in ("", "= 1", "let = 1", 'let x = "', "let x = [1", "let x = 1 2", "bio 7", "on a.sni", "return 1",
                     "context c", "let x = " + "[" * 40):
            self.assertTrue(self.engine(line).startswith("SyntaxError message="), line)

    def test_end_of_input_ends_the_program(self):
        engine = Engine()
        engine.begin()
        self.assertEqual(engine.close(), 0)

    def test_what_prints_goes_to_stderr(self):
        engine = Engine("--module", "loud", "--path", os.path.join(HERE, "testdata"), stderr=subprocess.PIPE)
        self.assertTrue(engine.hello.startswith("hello 1 "))
        self.assertEqual(engine.run("bio x")[0], "ok None")
        engine.close()
        self.assertEqual(engine.process.stderr.read().strip(), b"printed to stdout")
        engine.process.stderr.close()

    def test_module_that_is_not_there_is_misuse(self):
        process = subprocess.Popen([INTERPRETER[0], "-I", "-B", ENGINE, "--module", "no_such_ssl"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        out, err = process.communicate()
        self.assertEqual((process.returncode, out), (2, b""))
        self.assertIn(b"no_such_ssl", err)

    def test_each_writes_every_answer(self):
        engine = Engine("--each")
        self.assertEqual(engine.run("bio x", 'x.write b"a"'), ["ok None", "ok 1"])
        engine.close()


class ValueTest(Case):
    CANONICAL = [
        "None", "True", "False", "0", "-1", "123456789012345678901234567890", "0.5", "-1.0", "1e+16", "1e-07",
        'float("inf")', 'float("-inf")', 'float("nan")', '"text"', '""', '"a\\"b\'c\\\\d\\n\\r\\t\\x00\\x7f"',
        '"b\\u00fccher \\u20ac \\U0001f600"', 'b""', 'b"a\\"b\'c\\\\d\\n\\r\\t\\x00\\xff"', "b\"'\"", 'b"\\"\'\\\\\'"',
        "[]", "[1, 2]", "()", "(1,)", "(1, 2)", "{}", '{"a": [1], 2: (b"x", None)}', 'bytearray(b"x\\x00")',
        'memoryview(b"abc")', 'array("i", [1, -2])', 'array("d", [0.5])', "set([1, 2])", "complex(1.0, -2.0)",
    ]

    def test_canonical_forms_come_back(self):
        for value in self.CANONICAL:
            self.check(("let v = " + value, "ok None"), ("show v", "ok " + value))

    def test_every_octet_comes_back(self):
        everything = bytes(bytearray(range(256)))
        self.engine("bio x")
        for data in (everything, b"'" + everything, b"'''", b'"""', b"\\'", b"\\\\'\"", b"'\\"):
            self.engine("x.write " + literal(data))
            said = self.engine("x.read")
            self.assertEqual(octets(said), data)
            self.assertTrue(said.startswith('ok b"') and said.endswith('"'))
            self.check(("let v = " + said[3:], "ok None"), ("show v", said))
            self.check(("x.write " + said[3:], "ok %d" % len(data)))
            self.assertEqual(octets(self.engine("x.read")), data)

    def test_utf8_is_read(self):
        self.check((u'let v = "b\u00fccher"', "ok None"), ("show v", 'ok "b\\u00fccher"'))

    def test_handles_count_by_kind_and_identity(self):
        self.check(("bio x", "ok None"), ("bio y", "ok None"), ("context c client", "ok None"),
                   ("object a client context=c in=y", "ok None"), ("show y", "ok <memorybio 1>"),
                   ("show x", "ok <memorybio 2>"), ("show a", "ok <sslobject 1>"), ("let b = a", "ok None"),
                   ("show b", "ok <sslobject 1>"), ("a.context", "ok <context 1>"), ("show c", "ok <context 1>"),
                   ("show a.in", "ok <memorybio 1>"), ("drop x", "ok None"), ("bio z", "ok None"),
                   ("show z", "ok <memorybio 3>"))

    def test_size_of_values_is_bounded(self):
        self.check(("let v = fill(65, 1099511627776)", 'unsupported "more than 1 GiB in one value"'),
                   ("let v = bytearray(-1)", 'ValueError message="negative count"'),
                   ("let v = fill(0x141, 3)", "ok None"), ("show v", 'ok b"AAA"'))


class InspectTest(Case):
    def test_the_module_has_a_name(self):
        self.check(("inspect ssl.MemoryBIO kind", 'ok "class"'), ("inspect ssl.SSLError kind", 'ok "exception"'),
                   ("inspect ssl.MemoryBIO.pending kind", 'ok "property"'), ("inspect ssl.HAS_SNI value", "ok True"),
                   ("inspect ssl.SSLObject.read signature", 'ok "(len=1024, buffer=None)"'),
                   ("inspect ssl.SSLZeroReturnError bases", 'ok ["SSLError"]'),
                   ("inspect ssl.base64 kind", 'unsupported "another module is no part of the contract"'),
                   ("inspect ssl.MemoryBIO wrong", 'unsupported "an aspect that this engine does not know: wrong"'))
        self.assertTrue(self.engine("inspect ssl.MemoryBIO.nothing kind").startswith("AttributeError "))
        self.assertIn('"MemoryBIO"', self.engine("inspect ssl names"))
        self.assertNotIn('"base64"', self.engine("inspect ssl names"))

    def test_calls_and_exceptions_are_values(self):
        self.check(("let c = call(ssl.SSLContext, [ssl.PROTOCOL_TLS_SERVER])", "ok None"), ("bio x", "ok None"),
                   ('let a = call(c.wrap_bio, [x, x], {"server_side": True})', "ok None"),
                   ("show a.server_side", "ok True"), ('let e = raised("a.do_handshake")', "ok None"),
                   ("inspect e type", 'ok "SSLWantReadError"'), ("show e.errno", "ok 2"),
                   ('let n = raised("show x")', "ok None"), ("show n", "ok None"))
        self.assertTrue(self.engine("let b = call(c.nothing)").startswith("AttributeError "))


class MemoryBioTest(Case):
    def test_eof_only_once_drained(self):
        self.check(("bio x", "ok None"), ('x.write b"abc"', "ok 3"), ("x.write_eof", "ok None"), ("x.eof", "ok False"),
                   ("x.pending", "ok 3"), ("state x", 'ok {"in": [3, False]}'), ("x.read 2", 'ok b"ab"'),
                   ("x.read", 'ok b"c"'), ("x.eof", "ok True"), ("state x", 'ok {"in": [0, True]}'),
                   ('x.write b""', 'SSLError%s message="cannot write() after write_eof()"' % (" errno=0" * self.pypy)))

    def test_kinds_of_argument(self):
        self.check(("bio x", "ok None"), ('x.write array("i", [1, 2])', "ok 8"), ('x.write memoryview(b"abc")', "ok 3"),
                   ('x.write readonly(bytearray(b"de"))', "ok 2"), ("x.write fill(0x41, 70000)", "ok 70000"),
                   ('x.write subclass(b"xyz")', "ok 3"), ('x.write lying_len(100, b"xyz")', "ok 3"))
        for value in ('"text"', "None", "5", "[1]", "1.5", 'index(1)', "object()"):
            self.assertTrue(self.engine("x.write " + value).startswith("TypeError "), value)
        if not self.pypy:
            self.check(('x.write strided(b"abcd")',
                        'BufferError message="memoryview: underlying buffer is not C-contiguous"'))
            self.assertTrue(self.engine("x.read 9999999999").startswith("OverflowError "))
        for value in ('"1"', "None", "1.0" if self.python >= (3, 10) else '"x"', "object()"):
            self.assertTrue(self.engine("x.read " + value).startswith("TypeError "), value)
        self.check(("x.read True", 'ok b"\\x01"'), ("x.read subclass(2)", 'ok b"\\x00\\x00"'))

    def test_index_runs_a_step(self):
        if self.pypy or self.python < (3, 8):
            self.assertTrue(self.engine("bio x") and self.engine("x.read index(1)").split()[0] in ("TypeError", "ok"))
            return
        self.check(("bio x", "ok None"), ('x.write b"abcdef"', "ok 6"), ("x.read index(2)", 'ok b"ab"'))
        self.assertEqual(self.engine.ask('x.read runs("index", "x.read 1", 2)'),
                         (["callback index", 'step x.read 1 -> ok b"c"'], 'ok b"de"'))
        self.check(('x.read lying_index("a")', 'TypeError message="__index__ returned non-int (type str)"'),
                   ('x.read raises("index", "KeyError")', "KeyError"),
                   ('x.read raises("index", "KeyboardInterrupt")', "KeyboardInterrupt"), ("x.read", 'ok b"f"'))

    def test_buffer_runs_a_step(self):
        self.engine("bio x")
        said = self.engine.ask('x.write runs("buffer", "x.write_eof", b"abc")')
        if self.python >= (3, 12):
            self.assertEqual(said, (["callback buffer", "step x.write_eof -> ok None"],
                                    'SSLError message="cannot write() after write_eof()"'))
        else:
            self.assertEqual(said, ([], "unsupported \"a buffer of Python's own making needs Python 3.12\""))

    def test_attributes_are_read_only(self):
        self.engine("bio x")
        self.assertTrue(self.engine("x.pending = 5").startswith("AttributeError"))
        self.check(("x.version", "AttributeError message=\"'_ssl.MemoryBIO' object has no attribute 'version'\"")
                   if not self.pypy else ("x.pending", "ok 0"))


class HandshakeTest(Case):
    def connect(self, client="", server=""):
        self.check(("object a client " + client, "ok None"), ("object b server " + server, "ok None"))
        first, second, sent = shake(self.engine, "a", "b")
        self.assertEqual((first, second), ("ok None", "ok None"))
        return sent

    def test_both_versions_and_kinds_of_key(self):
        for version in ("1.2", "1.3"):
            for cert in ("p256", "rsa2048"):
                self.engine.end()
                self.engine.begin()
                self.connect("tls=" + version, "cert=%s tls=%s" % (cert, version))
                self.check(("a.version", 'ok "TLSv%s"' % version), ('a.write b"ping"', "ok 4"))
                carry(self.engine, "a", "b")
                self.check(("b.read 100", 'ok b"ping"'), ("a.pending", "ok 0"))
                self.assertTrue(self.engine("a.getpeercert").startswith('ok {"subject": '))
                self.assertTrue(self.engine("a.getpeercert binary_form=True").startswith('ok b"0\\x82'))
                self.assertTrue(self.engine("a.unwrap").startswith("SSLWantReadError errno=2"))
                carry(self.engine, "a", "b")
                self.check(("b.read 1", 'ok b""'), ("b.unwrap", "ok None"))

    def test_state_is_read_without_touching(self):
        self.connect("alpn=h2", "alpn=h2,http/1.1")
        self.assertTrue(self.engine("a.read 1").startswith("SSLWantReadError"))  # takes the tickets
        said = self.engine("state a")
        self.assertEqual(said, 'ok {"in": [0, False], "out": [0, False], "pending": 0, "version": "TLSv1.3", "cipher": '
                               '"TLS_AES_256_GCM_SHA384", "alpn": "h2", "reused": False}')
        self.engine("a.version = 5")  # an object takes attributes; the state is still the class's
        self.check(("state a", said), ("state a.in", "ok {}"), ("state nobody", "ok {}"))

    def test_errors_have_their_fields(self):
        self.engine("object a client ca=none")
        self.engine("object b server")
        self.engine("a.do_handshake")
        carry(self.engine, "a", "b")
        self.engine("b.do_handshake")
        carry(self.engine, "b", "a")
        said = self.engine("a.do_handshake")
        wanted = ('SSLCertVerificationError errno=1 library="SSL" reason="CERTIFICATE_VERIFY_FAILED" message="[SSL: '
                  'CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate" '
                  'verify_code=20 verify_message="unable to get local issuer certificate"')
        if self.python < (3, 7):
            self.assertTrue(said.startswith('SSLError errno=1 library="SSL" reason="CERTIFICATE_VERIFY_FAILED"'), said)
        else:
            self.assertEqual(said, wanted)
        self.assertTrue(self.engine('object c client server_hostname="a..b"').startswith("Unicode"))
        self.assertTrue(self.engine("context d client ca=nobody").startswith("FileNotFoundError errno=2"))

    def test_mutable_arguments_are_looked_at_again(self):
        self.connect()
        self.engine("let m = bytearray(6)")
        self.engine('b.write b"hello"')
        carry(self.engine, "b", "a")
        self.assertEqual(self.engine.ask("a.read 100 m"), (['argument 1 bytearray(b"hello\\x00")'], "ok 5"))
        self.check(("show m", 'ok bytearray(b"hello\\x00")'))
        self.engine('b.write b"HE"')
        carry(self.engine, "b", "a")
        self.assertEqual(self.engine.ask("a.read 2 buffer=memoryview(m)"),
                         (['argument 1 memoryview(b"HEllo\\x00")'], "ok 2"))
        self.assertEqual(self.engine.ask("a.write m"), ([], "ok 6"))
        self.engine('b.write array("H", [1, 2])')
        carry(self.engine, "b", "a")
        self.engine('let r = array("H", [7, 7])')
        # PyPy takes the buffer's length in items for its length in octets.
        wanted = (['argument 1 array("H", [1, 7])'], "ok 2") if self.pypy else (['argument 1 array("H", [1, 2])'], "ok 4")
        self.assertEqual(self.engine.ask("a.read 4 r"), wanted)

    def test_sessions_are_numbered_by_equality(self):
        self.engine("context c client tls=1.2")
        self.engine("context d server tls=1.2")
        self.connect("context=c", "context=d")
        self.check(("a.session", "ok <session 1>"), ("let s = a.session", "ok None"), ("show s", "ok <session 1>"),
                   ("a.session.has_ticket", "ok True"), ("a.session_reused", "ok False"),
                   ("object e client context=c session=s", "ok None"), ("object f server context=d", "ok None"))
        self.assertEqual(shake(self.engine, "e", "f")[:2], ("ok None", "ok None"))
        self.check(("e.session_reused", "ok True"), ("e.session = s", 'ValueError message="Cannot set session after handshake."'))
        self.assertTrue(self.engine("e.session = None").startswith("TypeError"))

    def test_contexts_can_be_set(self):
        self.connect()
        self.check(("context c client", "ok None"), ("a.context = c", "ok None"), ("a.context", "ok <context 1>"),
                   ("show c", "ok <context 1>"))
        self.assertTrue(self.engine("a.context = 5").startswith("TypeError"))

    def test_subclass(self):
        said = self.engine("object a client class=subclass")
        self.assertEqual(said, "ok None" if self.python >= (3, 7) else 'unsupported "a subclass of SSLObject needs Python 3.7"')

    def test_context_attributes(self):
        self.check(("context c client check_hostname=False", "ok None"), ("c.check_hostname", "ok False"),
                   ("c.verify_mode", "ok 2"), ("c.verify_mode = 0", "ok None"), ("c.verify_mode", "ok 0"),
                   ('c.set_ciphers "ECDHE-ECDSA-AES128-GCM-SHA256"', "ok None"),
                   ('c.set_ciphers "NONE OF THEM"', 'SSLError message="No cipher can be selected."')
                   if not self.pypy else ("c.verify_mode", "ok 0"))
        self.assertTrue(self.engine("c.session_stats").startswith('ok {"number": 0, "connect": 0'))
        if self.python >= (3, 7):
            self.check(("c.options", "ok %d" % 0x82520050), ("c.minimum_version", "ok 771"), ("c.maximum_version", "ok 772"))


class CallbackTest(Case):
    def meet(self):
        self.check(("object a client", "ok None"), ("object b server context=c", "ok None"))
        self.engine("a.do_handshake")
        carry(self.engine, "a", "b")
        return self.engine.ask("b.do_handshake")

    def test_sni_reacts_with_steps(self):
        self.check(("context c server", "ok None"), ("context d server", "ok None"),
                   ("on c.sni { b.server_side -> ok True; b.context = d; return None }", "ok None"))
        notes, said = self.meet()
        self.assertEqual(notes, ['callback sni "localhost"', "step b.server_side -> ok True", "step b.context = d -> ok None"])
        self.assertTrue(said.startswith("SSLWantReadError"))

    def test_return_is_an_alert(self):
        self.check(("context c server", "ok None"), ("on c.sni { return 112 }", "ok None"))
        notes, said = self.meet()
        self.assertEqual(notes, ['callback sni "localhost"'])
        # 3.6 and 3.7 name some of OpenSSL 3's reasons wrongly.
        self.assertTrue(said.startswith('SSLError errno=1 library="SSL" reason='), said)
        self.assertTrue(said.endswith(' callback failed"'), said)
        self.assertEqual(octets(self.engine("b.out.read")), b"\x15\x03\x03\x00\x02\x02\x70")

    def test_exception_is_unraisable(self):
        self.check(("context c server", "ok None"), ('on c.sni { raise ValueError "no; not \\"that\\"" }', "ok None"))
        notes, said = self.meet()
        self.assertEqual(notes, ['callback sni "localhost"', 'unraisable "ValueError: no; not \\"that\\""'])
        self.assertTrue(said.startswith("SSLError"), said)

    def test_exception_of_a_step_leaves_the_reaction(self):
        self.check(("context c server", "ok None"), ("on c.sni { nobody.read; b.pending; return None }", "ok None"))
        notes, said = self.meet()
        self.assertEqual(notes[:2], ['callback sni "localhost"',
                                     "step nobody.read -> NameError message=\"name 'nobody' is not defined\""])
        self.assertEqual(notes[2:], ["unraisable \"NameError: name 'nobody' is not defined\""])
        self.assertTrue(said.startswith("SSLError"), said)

    def test_on_needs_a_context(self):
        self.engine("bio x")
        self.assertTrue(self.engine("on x.sni { }").startswith("AttributeError"))
        self.assertTrue(self.engine("on nobody.sni { }").startswith("NameError"))

    def test_keylog(self):
        self.engine("context c server")
        said = self.engine("on c.keylog { b.server_side }")
        if "keylog" not in self.capabilities:
            self.assertEqual(said, 'unsupported "keylog_filename needs Python 3.8"')
            return
        notes, said = self.meet()
        self.assertTrue(notes[0].startswith('callback keylog "SERVER_HANDSHAKE_TRAFFIC_SECRET ')
                        or notes[0].startswith('callback keylog "EXPORTER_SECRET ')
                        or notes[0].startswith('callback keylog "CLIENT_'), notes[0])
        self.assertEqual(notes[1], "step b.server_side -> ok True")
        self.assertEqual(len(notes) % 2, 0)

    def test_secrets_are_kept_for_the_harness_and_show_in_nothing(self):
        shown = []
        for kept in ("", " keylog=True"):
            self.engine.number = getattr(self.engine, "number", 0) + 1
            self.engine.send('begin %d seed=1 clock=1893456000 pki="%s"%s' % (self.engine.number, PKI, kept))
            answers = [self.engine.answer()]
            for line in ("object s server", "object c client"):
                answers.append(self.engine.ask(line))
            answers.append(shake(self.engine, "s", "c")[:2])  # tickets have the time in them
            notes, said = self.engine.ask("end %d" % self.engine.number)
            self.assertEqual(said, "ok None")
            labels = set(note.split(" ")[1].lstrip('"') for note in notes)
            if kept:
                self.assertTrue(all(note.startswith('keylog "') for note in notes), notes)
                self.assertLessEqual({"CLIENT_HANDSHAKE_TRAFFIC_SECRET", "SERVER_TRAFFIC_SECRET_0"}, labels)
            else:
                self.assertEqual(notes, [])
            shown.append(answers)
        self.assertEqual(shown[0], shown[1])
        self.engine.begin()

    def test_messages(self):
        self.engine("context c server")
        said = self.engine("on c.msg { }")
        if self.pypy or self.python < (3, 8):
            return
        self.assertEqual(said, "ok None")
        notes, said = self.meet()
        self.assertTrue(notes[0].startswith('callback msg "read" '), notes)

    def test_pre_shared_keys(self):
        self.engine("context c server tls=1.2 ciphers=\"PSK-AES256-GCM-SHA384\"")
        self.engine("context d client tls=1.2 ciphers=\"PSK-AES256-GCM-SHA384\" verify=none")
        said = self.engine('on c.psk { return b"0123456789abcdef" }')
        if self.python < (3, 13):
            self.assertTrue(said.startswith("AttributeError"), said)
            return
        self.check(('on d.psk { return ("me", b"0123456789abcdef") }', "ok None"), ("object a client context=d", "ok None"),
                   ("object b server context=c", "ok None"))
        self.assertEqual(shake(self.engine, "a", "b")[:2], ("ok None", "ok None"))

    def test_warnings_are_notes(self):
        self.engine("object a client")
        wanted = (["warning \"DeprecationWarning: ssl NPN is deprecated, use ALPN instead\""]
                  if self.python >= (3, 10) else [])
        self.assertEqual(self.engine.ask("a.selected_npn_protocol"), (wanted, "ok None"))
        self.assertEqual(self.engine.ask("a.selected_npn_protocol"), (wanted, "ok None"))  # at each call


class ProcessTest(Case):
    def hello_of(self, name, seed=1):
        self.engine.end()
        self.engine.begin(seed)
        self.engine("object %s client" % name)
        self.engine(name + ".do_handshake")
        return octets(self.engine(name + ".out.read"))

    def test_streams_are_those_of_the_definition(self):
        """A ClientHello's random is the first draw of 32 octets from the stream `a` of seed 1, as
        harness/contract/random.cc computes it."""
        if "deterministic" not in self.capabilities:
            self.fail("these interpreters share a libcrypto that can be reached")
        self.assertEqual(self.hello_of("a")[11:43], bytearray.fromhex(CLIENT_RANDOM))

    def test_same_seed_same_octets(self):
        self.assertEqual(self.hello_of("a"), self.hello_of("a"))
        self.assertNotEqual(self.hello_of("a"), self.hello_of("b"))
        self.assertNotEqual(self.hello_of("a"), self.hello_of("a", seed=2))

    def test_same_handshake_same_octets(self):
        runs = []
        for _ in range(2):
            self.engine.end()
            self.engine.begin(5)
            self.engine("context c client tls=1.2")
            self.engine("object a client context=c")
            self.engine("object b server cert=rsa2048 tls=1.2 options=16384")  # no tickets: they hold the time
            runs.append(shake(self.engine, "a", "b")[2])
        self.assertEqual(runs[0], runs[1])

    def test_disturbances_are_not_seen(self):
        sent = []
        for kind in (None, "hash", "certificate", "thread", "errno", "error_queue"):
            self.engine.end()
            self.engine.begin()
            self.engine("object a client")
            if kind is not None:
                self.assertEqual(self.engine("disturb " + kind), "ok None", kind)
            self.engine("a.do_handshake")
            sent.append(octets(self.engine("a.out.read")))
        self.assertEqual(len(set(sent)), 1)

    def test_drop_and_collect(self):
        self.check(("object a client", "ok None"), ("let s = a.in", "ok None"), ("drop a", "ok None"),
                   ("collect", "ok None"), ("a.read", "NameError message=\"name 'a' is not defined\""),
                   ("drop a", "NameError message=\"name 'a' is not defined\""), ("s.pending", "ok 0"))

    def test_clock_needs_its_library(self):
        wanted = "ok None" if "clock" in self.capabilities else "unsupported"
        self.assertTrue(self.engine("clock 1893456000").startswith(wanted))
        library = os.environ.get("PARALLAX_CLOCK_LIBRARY")  # given by ctest
        if library:
            engine = Engine(env=dict(os.environ, LD_PRELOAD=library))
            self.assertIn('"clock"', engine.hello)
            engine.begin()
            for line in ("clock 1800000000", "object a client tls=1.2", "object b server tls=1.2"):
                self.assertEqual(engine(line), "ok None")
            shake(engine, "a", "b")
            self.assertEqual(engine("a.session.time"), "ok 1800000000")
            engine.close()

    def test_memory_does_not_grow(self):
        """Scripts leave nothing behind: resident memory after 600 more than after the first 300."""
        sizes = []
        for _ in range(3):
            for _ in range(300):
                self.engine.end()
                self.engine.begin()
                self.engine.send("object a client", "object b server", "a.do_handshake", "a.out.read", "bio x")
                for _ in range(5):
                    self.engine.answer()
            with open("/proc/%d/statm" % self.engine.process.pid) as file:
                sizes.append(int(file.read().split()[1]))
        self.assertLess(sizes[2], sizes[0] * (1.5 if self.pypy else 1.1), sizes)


CLIENT_RANDOM = "799bb515ec0407a82b9999eee6d6bef24da25a845f3b82339ce5360bdfea4702"

if __name__ == "__main__":
    interpreters = [a for a in sys.argv[1:] if os.sep in a]
    arguments = [sys.argv[0]] + [a for a in sys.argv[1:] if os.sep not in a]
    failed = False
    for interpreter in interpreters or [sys.executable]:
        INTERPRETER[0] = interpreter
        sys.stderr.write("%s\n" % interpreter)
        failed |= not unittest.main(argv=arguments, exit=False).result.wasSuccessful()
    sys.exit(failed)
