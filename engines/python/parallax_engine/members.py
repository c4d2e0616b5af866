"""Operations: TARGET.WORD arguments, TARGET.WORD = VALUE, and the state of a name."""
import re

from . import library, made, streams
from .compat import PYTHON_2, result_of
from .literals import unwrap
from .outcome import Unsupported, note
from .printing import EXACT, Bound, show, text
from .script import evaluate, names, resolver, stream_for
from .subject import ssl

NAME = re.compile(r"[A-Za-z_]\w*\Z")
KEY = re.compile(r"([A-Za-z_]\w*)[ \t]*=[ \t]*(?!=)")
BARE = re.compile(r'[^\s";]+')

# The members of the step table, with their parameters (which place a keyword's note has).
MEMBERS = {
    "read": ("len", "buffer"), "write": ("data",), "write_eof": (), "pending": (), "eof": (), "do_handshake": (),
    "unwrap": (), "version": (), "cipher": (), "shared_ciphers": (), "compression": (),
    "selected_alpn_protocol": (), "selected_npn_protocol": (), "getpeercert": ("binary_form",),
    "get_verified_chain": (), "get_unverified_chain": (), "get_channel_binding": ("cb_type",),
    "verify_client_post_handshake": (), "server_side": (), "server_hostname": (), "session": (),
    "session_reused": (), "context": (), "set_ciphers": (), "set_alpn_protocols": (), "session_stats": (),
    "options": (), "verify_mode": (), "check_hostname": (), "verify_flags": (), "minimum_version": (),
    "maximum_version": (), "num_tickets": (), "post_handshake_auth": (), "get_ciphers": (), "id": (), "time": (),
    "timeout": (), "has_ticket": (), "ticket_lifetime_hint": (),
}

MemoryBIO, SSLObject = ssl.MemoryBIO, ssl.SSLObject


def parse_keys(parser, bare=()):
    """The rest of the line: positional values, and (key, value) pairs."""
    positional, keyed = [], []
    while parser.skip():
        match = KEY.match(parser.line, parser.at)
        if match is None:
            positional.append(parser.value())
            continue
        key = match.group(1)
        parser.at = match.end()
        if key in bare and not parser.line.startswith('"', parser.at):
            match = BARE.match(parser.line, parser.at) or parser.fail("a word")
            parser.at = match.end()
            keyed.append((key, (True, match.group())))
        else:
            keyed.append((key, parser.value()))
    return positional, keyed


def call_member(owner, word, positional, keyed):
    """Calls a method, or gets an attribute, with the script's stream and errno in place."""
    inner = owner
    if type(owner) is Bound:
        inner = owner.object
    selected = streams.selected
    outer = selected[0]
    selected[0] = stream_for(owner)
    errno = library.errno
    errno.value = library.saved[0]
    try:
        found = getattr(inner, word)
        if callable(found):
            return result_of(word, found(*positional, **keyed))
        if positional or keyed:
            raise TypeError("'%s' object is not callable" % type(found).__name__)
        return result_of(word, found)
    finally:
        library.saved[0] = errno.value
        selected[0] = outer


def member(path, word, parser):
    if word not in MEMBERS:
        raise Unsupported("a step that this engine does not know: " + word)
    find = resolver(path)
    positional, keyed = parse_keys(parser)
    if not keyed and all(constant for constant, _ in positional):
        return plain_member(find, word, [thing for _, thing in positional])
    places = MEMBERS[word]

    def run():
        owner = find()
        values = [evaluate(p) for p in positional]
        options = {}
        for key, p in keyed:
            options[key] = evaluate(p)
        watched = [(i, v, made.snapshot(v)) for i, v in enumerate(values)]
        watched += [(places.index(k) if k in places else len(values), v, made.snapshot(v)) for k, v in options.items()]
        try:
            return "ok " + show(call_member(owner, word, values, options))
        finally:
            for place, value, before in watched:
                if before is not None and made.snapshot(value) != before:
                    note("argument", "%d %s" % (place, show(value)))
    return run


def plain_member(find, word, values):
    """A member whose arguments are literals: the common case, with nothing in its way."""
    selected, saved, errno, exact, bound = streams.selected, library.saved, library.errno, EXACT, Bound

    def run():
        owner = find()
        outer = selected[0]
        if type(owner) is bound:
            selected[0] = owner.stream
            owner = owner.object
        else:
            selected[0] = stream_for(owner)
        errno.value = saved[0]
        try:
            value = getattr(owner, word)
            if callable(value):
                value = value(*values)
            elif values:
                raise TypeError("'%s' object is not callable" % type(value).__name__)
        finally:
            saved[0] = errno.value
            selected[0] = outer
        if PYTHON_2:
            value = result_of(word, value)
        how = exact.get(type(value))
        return "ok " + (how(value) if how is not None else show(value))
    return run


def writer(path):
    """A function of octets that does `PATH.write OCTETS`; for long literals, which are not kept."""
    find = resolver(path)
    return lambda data: "ok " + show(call_member(find(), "write", (data,), {}))


def assign(target, parser):
    path, _, attribute = target.rpartition(".")
    find = resolver(path)
    pair = parser.value()
    parser.end()
    if attribute.startswith("_"):
        raise Unsupported("private attributes are no part of the contract")

    def run():
        owner = find()
        value = evaluate(pair)
        inner = unwrap(owner)
        if type(owner) is Bound and attribute in ("in", "out"):
            raise Unsupported("an object's BIOs are chosen when it is made")
        outer = streams.selected[0]
        streams.selected[0] = stream_for(owner)
        library.errno.value = library.saved[0]
        try:
            setattr(inner, attribute, value)
        finally:
            library.saved[0] = library.errno.value
            streams.selected[0] = outer
        return "ok None"
    return run


def state(name):
    if NAME.match(name) is None or getattr(ssl, "BLIND", False):
        return lambda: "ok {}"
    # The class's own functions: a script may have set an attribute of the object over them.
    pending, version, cipher = SSLObject.pending, SSLObject.version, SSLObject.cipher
    alpn, reused = SSLObject.selected_alpn_protocol, SSLObject.session_reused.__get__
    words = {None: "None"}  # the few texts that occur, printed once

    def word(s):
        known = words.get(s)
        if known is None:
            known = words[s] = text(s)
        return known

    def look():
        thing = names.get(name)
        if type(thing) is Bound:
            a, b, o = thing.incoming, thing.outgoing, thing.object
            suite = cipher(o)
            return ('ok {"in": [%d, %s], "out": [%d, %s], "pending": %d, "version": %s, "cipher": %s, "alpn": %s, '
                    '"reused": %s}' % (a.pending, a.eof, b.pending, b.eof, pending(o), word(version(o)),
                                       "None" if suite is None else word(suite[0]), word(alpn(o)), bool(reused(o))))
        if isinstance(thing, MemoryBIO):
            return 'ok {"in": [%d, %s]}' % (thing.pending, thing.eof)
        return "ok {}"
    return look
