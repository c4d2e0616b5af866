#include "harness/triage/python_helpers.h"

#include <fmt/format.h>

#include <array>
#include <vector>

namespace parallax {
namespace {

using std::string_view;

struct Helper {
  string_view name;
  string_view imports;  // separated by blanks
  string_view needs;    // other helpers
  string_view text;
};

constexpr string_view kAlways = "step";

constexpr Helper kHelpers[] = {
    {"literal", "hashlib numbers", "", R"PY(
seen = {}


def literal(value):
    """A value on one line; long octets as their number and digest, objects by number."""
    if isinstance(value, (bool, type(None))):
        return str(value)
    if isinstance(value, numbers.Integral):
        return "%d" % value
    if isinstance(value, float):
        return float.__repr__(value)
    if isinstance(value, bytes):
        if len(value) > 4096:
            return "<bytes %d sha256:%s>" % (len(value), hashlib.sha256(value).hexdigest())
        return 'b"%s"' % "".join(escaped(c) if c < 127 else "\\x%02x" % c for c in bytearray(value))
    if isinstance(value, type("")):
        return '"%s"' % "".join(escaped(ord(c)) for c in value)
    if isinstance(value, (bytearray, memoryview)):
        return "%s(%s)" % (type(value).__name__, literal(bytes(bytearray(value.tobytes() if isinstance(
            value, memoryview) else value))))
    if isinstance(value, tuple):
        return "(%s%s)" % (", ".join(literal(v) for v in value), "," if len(value) == 1 else "")
    if isinstance(value, list):
        return "[%s]" % ", ".join(literal(v) for v in value)
    if isinstance(value, dict):
        return "{%s}" % ", ".join(literal(k) + ": " + literal(v) for k, v in value.items())
    if type(value).__name__ == "array":
        return "array(%s, %s)" % (literal(value.typecode), literal(list(value)))
    kind = {"SSLSession": "session", "Session": "session", "MemoryBIO": "memorybio", "SSLContext": "context",
            "SSLObject": "sslobject"}.get(type(value).__name__, "object")
    known = seen.setdefault(kind, [])
    key = value.id if kind == "session" else id(value)
    if key not in known:
        known.append(key)
    return "<%s %d>" % (kind, known.index(key) + 1)


def escaped(code):
    if 32 <= code < 127 and code not in (34, 92):
        return chr(code)
    return {34: '\\"', 92: "\\\\", 10: "\\n", 13: "\\r", 9: "\\t"}.get(code) or (
        "\\x%02x" if code < 0x80 else "\\u%04x" if code < 0x10000 else "\\U%08x") % code
)PY"},
    {"named", "re", "literal", R"PY(
def named(error):
    """An exception: its class, and those of its fields that say something."""
    said = type(error).__name__
    if isinstance(error, EnvironmentError) and error.errno is not None:
        said += " errno=%s" % error.errno
    fields = [(name, getattr(error, name, None) or None) for name in ("library", "reason")]
    message = "%s" % (error.args[-1],) if error.args else ""
    fields.append(("message", re.sub(r" at 0x[0-9a-fA-F]+", "", re.sub(r" ?\(_ssl\.c:\d+\)", "", message)) or None))
    fields.append(("verify_code", getattr(error, "verify_code", None)))
    fields.append(("verify_message", getattr(error, "verify_message", None) or None))
    for name, value in fields:
        if value is not None and (isinstance(error, ssl.SSLError) or name == "message"):
            said += " %s=%s" % (name, literal(value))
    return said
)PY"},
    {"say", "sys", "", R"PY(
def say(line):
    print(line)
    sys.stdout.flush()
)PY"},
    {"step", "re", "say literal named", R"PY(
def step(label, run=None):
    """Carries a step out and prints what came of it."""
    if run is None:
        return lambda run: step(label, run)
    try:
        outcome = re.sub(r" ?\(_ssl\.c:\d+\)", "", "ok " + literal(run()))
    except Exception as error:
        outcome = named(error)
    say(label + outcome)
)PY"},
    {"inner", "", "say literal named", R"PY(
def inner(label, run=None):
    """A step inside a callback: what it raises leaves the callback."""
    if run is None:
        return lambda run: inner(label, run)
    try:
        value = run()
    except Exception as error:
        say("  | " + label + named(error))
        raise
    say("  | " + label + "ok " + literal(value))
)PY"},
    {"pem", "atexit os shutil tempfile", "", R"PY(
folder = tempfile.mkdtemp()
atexit.register(shutil.rmtree, folder)
for name, text in PEM.items():
    with open(os.path.join(folder, name), "w") as file:
        file.write(text)


def pem(name):
    return os.path.join(folder, name)
)PY"},
    {"limit", "", "", R"PY(
def limit(context, lowest, highest):
    """The protocol versions of a context; bits of `options` where Python is older than 3.7."""
    if hasattr(ssl.SSLContext, "minimum_version"):
        context.minimum_version = getattr(ssl.TLSVersion, lowest)
        context.maximum_version = getattr(ssl.TLSVersion, highest)
        return
    inside = False
    for version in ("TLSv1", "TLSv1_1", "TLSv1_2", "TLSv1_3"):
        inside = inside or version == lowest
        if not inside:
            context.options |= getattr(ssl, "OP_NO_" + version)
        inside = inside and version != highest
)PY"},
    {"move", "", "", R"PY(
def move(out, into):
    octets = out.read()
    return into.write(octets) if octets else 0
)PY"},
    {"carry", "", "faults", R"PY(
held = {}


def carry(sender, out, into, receiver, count=-1, split=0, each=None, hold=0, **faults):
    """Carries octets from one buffer to the other, with what happens to them on the way."""
    octets = held.pop(sender, b"") + spoil(out.read(count), **faults)
    if hold > 0:
        held[sender] = octets[-hold:]
        octets = octets[:-hold]
    arrived, failure = 0, None
    for piece in [octets[i:i + (split or len(octets))] for i in range(0, len(octets), split or len(octets) or 1)]:
        arrived += into.write(piece)
        if each is not None:
            try:
                getattr(receiver, each)()
                each = None if each == "do_handshake" else each
            except ssl.SSLWantReadError:
                pass
            except Exception as error:
                each, failure = None, failure or error
    if failure is not None:
        raise failure
    return arrived
)PY"},
    {"faults", "", "", R"PY(
def records(octets):
    """The TLS records of these octets; what makes no whole record is one more at the end."""
    found = []
    while len(octets) >= 5:
        head = bytearray(octets[:5])
        length = 5 + head[3] * 256 + head[4]
        if length > len(octets):
            break
        found.append(octets[:length])
        octets = octets[length:]
    return found + [octets] if octets else found


def spoil(octets, record=None, truncate=None, drop=False, double=False, flip=None, insert=b"", at=0, reorder=False):
    if record is not None:
        return b"".join(spoil(r, None, truncate, drop, double, flip, insert, at, reorder) if i == record else r
                        for i, r in enumerate(records(octets)))
    if truncate is not None and truncate >= 0:
        octets = octets[:truncate]
    if drop:
        octets = b""
    if double:
        octets += octets
    if flip is not None and -len(octets) <= flip < len(octets):
        place = flip % len(octets)
        octets = octets[:place] + bytes(bytearray([bytearray(octets)[place] ^ 255])) + octets[place + 1:]
    if 0 <= at <= len(octets):
        octets = octets[:at] + insert + octets[at:]
    return b"".join(reversed(records(octets))) if reorder else octets
)PY"},
    {"pump", "", "", R"PY(
def pump(*ends, **options):
    """do_handshake and carrying over in turn, until nothing changes. Ends are (name, object, in, out)."""
    last = [ssl.SSLWantReadError(), ssl.SSLWantReadError()]

    def shake(end):
        try:
            ends[end][1].do_handshake()
            last[end] = None
        except Exception as error:
            last[end] = error

    for _ in range(options.get("rounds", 20)):
        moved = False
        for end in (0, 1):
            if isinstance(last[end], ssl.SSLWantReadError):
                shake(end)
            octets = globals().get("held", {}).pop(ends[end][0], b"") + ends[end][3].read()
            size = options.get("split") or len(octets)
            shaking = size < len(octets) or "split" in options
            for piece in [octets[i:i + size] for i in range(0, len(octets), size or 1)]:
                try:
                    moved = ends[1 - end][2].write(piece) > 0 or moved
                except Exception:
                    break
                if shaking and isinstance(last[1 - end], ssl.SSLWantReadError):
                    shake(1 - end)
        if not moved:
            break
    for error in last:
        if error is not None:
            raise error
)PY"},
    {"state", "", "", R"PY(
def state(thing, into=None, out=None):
    if isinstance(thing, ssl.MemoryBIO):
        return {"in": [thing.pending, thing.eof]}
    cipher = thing.cipher()
    return {"in": [into.pending, into.eof], "out": [out.pending, out.eof], "pending": thing.pending(),
            "version": thing.version(), "cipher": cipher and cipher[0], "alpn": thing.selected_alpn_protocol(),
            "reused": bool(thing.session_reused)}
)PY"},
    {"member", "", "", R"PY(
def member(owner, name, *arguments, **named_arguments):
    found = getattr(owner, name)
    return found(*arguments, **named_arguments) if callable(found) or arguments or named_arguments else found
)PY"},
    {"on_sni", "", "", R"PY(
def on_sni(context, react):
    def callback(ssl_object, name, of):
        return react(name)
    if hasattr(ssl.SSLContext, "sni_callback"):
        context.sni_callback = callback
    else:
        context.set_servername_callback(callback)
)PY"},
    {"on_msg", "", "", R"PY(
def on_msg(context, react):
    if not hasattr(ssl.SSLContext, "_msg_callback"):
        raise AttributeError("'SSLContext' object has no attribute '_msg_callback'")

    def callback(connection, direction, version, content_type, msg_type, data):
        return react(direction, version, content_type, msg_type, data)
    context._msg_callback = callback
)PY"},
    {"on_psk", "", "", R"PY(
def on_psk(context, react):
    if context.protocol == ssl.PROTOCOL_TLS_CLIENT:
        context.set_psk_client_callback(react)
    else:
        context.set_psk_server_callback(react)
)PY"},
    {"fail_elsewhere", "hashlib", "", R"PY(
def fail_elsewhere():
    """Calls that fail, of the same library and far from every object here."""
    try:
        hashlib.new("no-such-digest")
    except ValueError:
        pass
    try:
        context = ssl.SSLContext(getattr(ssl, "PROTOCOL_TLS_SERVER", ssl.PROTOCOL_TLS))
        context.load_verify_locations(cadata=b"no certificate")
    except (ssl.SSLError, ValueError):
        pass
)PY"},
    {"readonly", "", "", R"PY(
def readonly(value):
    return memoryview(bytes(bytearray(value)))
)PY"},
    {"strided", "", "", R"PY(
def strided(value):
    return memoryview(value if isinstance(value, bytearray) else bytearray(value))[::2]
)PY"},
    {"subclass", "", "", R"PY(
def subclass(value):
    return type(str("Sub") + type(value).__name__, (type(value),), {})(value)
)PY"},
    {"index", "", "", R"PY(
class index(object):
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


lying_index = index
)PY"},
    {"intlike", "", "", R"PY(
class intlike(object):
    def __init__(self, value):
        self.value = value

    def __int__(self):
        return self.value
)PY"},
    {"truth", "", "", R"PY(
class truth(object):
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        return self.value

    __nonzero__ = __bool__
)PY"},
    {"lying_len", "", "", R"PY(
def lying_len(said, value=b""):
    class Lying(type(value)):
        def __len__(self):
            return said
    return Lying(value)
)PY"},
    {"call", "", "", R"PY(
def call(function, positional=(), keyed={}):
    return function(*positional, **keyed)
)PY"},
    {"raised", "", "", R"PY(
def raised(run):
    """The exception that a step raises; None if it raises none."""
    try:
        run()
    except Exception as error:
        error.__traceback__ = None
        return error
)PY"},
    {"throw", "", "", R"PY(
def throw(kind):
    raise kind()
)PY"},
    {"hooked", "", "", R"PY(
def hooked(hook, run, value):
    """An object that runs something when it is asked for its number, length, octets or truth."""
    def asked(self, *flags):
        run()
        if hook == "len" and isinstance(value, (bytes, bytearray)):
            return len(value)
        return memoryview(value) if hook == "buffer" else value
    base = type(value) if hook == "len" and isinstance(value, (bytes, bytearray)) else object
    hooks = (hook, "nonzero") if hook == "bool" else (hook,)  # the second is Python 2's
    made = type(str("Hooked"), (base,), {str("__%s__" % one): asked for one in hooks})
    return made() if base is object else made(value)
)PY"},
    {"fact", "copy inspect pickle re weakref", "", R"PY(
def fact(thing, owner, name, aspect):
    """One fact about an object."""
    def plain(said):
        return re.sub(r" (?:at )?0x[0-9a-fA-F]+", "", said)

    def kind():
        if isinstance(thing, type):
            if issubclass(thing, BaseException):
                return "exception"
            return "enumeration" if hasattr(thing, "__members__") else "class"
        if not callable(thing):
            data = hasattr(type(thing), "__get__") and hasattr(type(thing), "__set__")
            return "property" if data else "value"
        for base in owner.__mro__ if isinstance(owner, type) else ():
            if name in vars(base):
                return {staticmethod: "static method", classmethod: "class method"}.get(type(vars(base)[name]), "method")
        return "function" if owner is ssl else "method"

    def signature():
        try:
            found = inspect.signature(thing)
        except (AttributeError, TypeError, ValueError):  # the first: Python 2 has no signatures
            return None
        given = [p.replace(annotation=p.empty) for p in found.parameters.values()]
        if isinstance(owner, type) and kind() == "method" and given and given[0].kind in (
                given[0].POSITIONAL_ONLY, given[0].POSITIONAL_OR_KEYWORD):
            del given[0]
        return plain(str(found.replace(parameters=given, return_annotation=found.empty)))

    def value():
        known = (int, str, bytes, float, tuple, list, dict, bytearray, memoryview, type(None))
        return thing if isinstance(thing, known) else type(thing).__name__

    def subclass():
        type(str("Sub"), (thing,), {})
        return True

    def public():
        foreign = ("socket", "_socket", "enum", "collections", "typing", "_collections_abc", "warnings", "abc")
        found = [n for n in dir(thing) if not n.startswith("_")]
        if thing is ssl:
            found = [n for n in found if type(getattr(ssl, n)) is not type(ssl) and (getattr(
                getattr(ssl, n), "__module__", None) or getattr(type(getattr(ssl, n)), "__module__", None)) not in foreign]
        return sorted(found)

    return {"kind": kind, "signature": signature, "value": value, "subclass": subclass, "names": public,
            "type": lambda: type(thing).__name__,
            "members": lambda: {m: v.value for m, v in sorted(thing.__members__.items())},
            "bases": lambda: [b.__name__ for b in thing.__bases__], "mro": lambda: [b.__name__ for b in thing.__mro__],
            "module": lambda: thing.__module__, "hash": lambda: hash(thing) is not None, "truth": lambda: bool(thing),
            "repr": lambda: plain(repr(thing)), "str": lambda: plain(str(thing)),
            "pickle": lambda: type(pickle.loads(pickle.dumps(thing, 2))).__name__,
            "copy": lambda: type(copy.copy(thing)).__name__, "deepcopy": lambda: type(copy.deepcopy(thing)).__name__,
            "weakref": lambda: weakref.ref(thing) is not None, "dict": lambda: hasattr(thing, "__dict__")}[aspect]()
)PY"},
    {"array", "array:array", "", ""},
    {"collect", "gc", "", R"PY(
def collect():
    gc.collect()
    gc.collect()  # PyPy's finalisers run after the first
)PY"},
    {"thread", "threading", "fail_elsewhere", R"PY(
def thread():
    other = threading.Thread(target=fail_elsewhere)
    other.start()
    other.join()
)PY"},
};

// Python 3's keywords and the builtins that the functions above use.
constexpr std::array kReserved = {
    "False",       "None",      "True",    "and",      "as",      "assert",     "async",
    "await",       "break",     "class",   "continue", "def",     "del",        "elif",
    "else",        "except",    "for",     "from",     "global",  "if",         "import",
    "in",          "is",        "lambda",  "not",      "or",      "pass",       "raise",
    "return",      "try",       "while",   "with",     "yield",   "finally",    "nonlocal",
    "bool",        "bytearray", "bytes",   "callable", "chr",     "dict",       "float",
    "getattr",     "globals",   "hasattr", "id",       "int",     "isinstance", "len",
    "list",        "open",      "ord",     "print",    "range",   "reversed",   "setattr",
    "str",         "tuple",     "type",    "set",      "complex", "object",     "memoryview",
    "enumerate",   "PEM",       "ssl",     "seen",     "held",    "escaped",    "records",
    "spoil",       "folder",    "name",    "text",     "file",    "CIPHERS",    "Subclass",
    "lying_index", "Exception", "context"};

void each_word(string_view words, const auto& visit) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (end > 0) visit(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

const Helper* find(string_view name) {
  for (const Helper& helper : kHelpers) {
    if (helper.name == name) return &helper;
  }
  return nullptr;
}

void need(string_view name, std::set<string_view>* needed) {
  const Helper* helper = find(name);
  if (helper == nullptr || !needed->insert(helper->name).second) return;
  each_word(helper->needs, [&](string_view other) { need(other, needed); });
}

}  // namespace

std::string python_helpers(const std::set<std::string, std::less<>>& names) {
  std::set<string_view> needed;
  each_word(kAlways, [&](string_view name) { need(name, &needed); });
  for (const std::string& name : names) need(name == "lying_index" ? "index" : name, &needed);
  std::set<std::string> imports = {"from __future__ import print_function, unicode_literals",
                                   "import ssl"};
  for (const string_view name : needed) {
    each_word(find(name)->imports, [&](string_view module) {
      const std::size_t colon = module.find(':');
      imports.insert(colon == string_view::npos
                         ? fmt::format("import {}", module)
                         : fmt::format("from {} import {}", module.substr(0, colon),
                                       module.substr(colon + 1)));
    });
  }
  std::string head, body;
  // "from" sorts before "import", and "from __future__" first, where Python wants it.
  for (const std::string& line : imports) head += line + "\n";
  for (const Helper& helper : kHelpers) {
    if (needed.contains(helper.name) && !helper.text.empty()) body.append("\n").append(helper.text);
  }
  return head + "@PEM@" + body;
}

std::set<std::string, std::less<>> python_names() {
  std::set<std::string, std::less<>> names(kReserved.begin(), kReserved.end());
  for (const Helper& helper : kHelpers) {
    names.insert(std::string(helper.name));
    each_word(helper.imports, [&](string_view module) {
      names.insert(std::string(module.substr(0, module.find(':'))));
    });
  }
  return names;
}

}  // namespace parallax
