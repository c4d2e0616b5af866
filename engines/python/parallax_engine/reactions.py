# -*- coding: utf-8 -*-
"""Reactions: what a context's callbacks do, `on CONTEXT.EVENT { … }`.

sni, msg and psk are Python's own callbacks. keylog has none: Python writes the secrets to a file, so here
the file is looked at after each step, and the reaction follows the operation that wrote it.
"""
import os
import tempfile

from . import keylog
from .outcome import CAUGHT, Unsupported, described, note, note_callback, raised
from .subject import ssl

# Looked at after each step: functions that may add notes. Empty most of the time.
watchers = []
_open_files = []


def clear():
    """Forgets the script's key logs."""
    for descriptor, watcher in _open_files:
        watchers.remove(watcher)
        os.close(descriptor)
    del _open_files[:]


def step_of(said, run):
    """A function that runs a step of a reaction and notes it. What the step raises leaves the reaction,
    as it would leave the callback's own code."""
    def step():
        try:
            answer = run()
        except CAUGHT as error:
            note("step", said + " -> " + raised(error))
            raise
        note("step", said + " -> " + answer)
    return step


def reaction(event, steps, finish):
    """A function that reacts to `event` with what it was called with. `finish` gives its result."""
    def react(*arguments):
        for watcher in watchers:
            watcher()
        note_callback(event, arguments)
        for step in steps:
            step()
        return finish()
    return react


def _sni(context, react):
    def callback(ssl_object, server_name, of):
        return react(server_name)
    if hasattr(ssl.SSLContext, "sni_callback"):
        context.sni_callback = callback
    else:
        context.set_servername_callback(callback)


def _msg(context, react):
    if not hasattr(ssl.SSLContext, "_msg_callback"):
        # Assigning would succeed and do nothing: SSLContext takes any attribute.
        raise AttributeError("'SSLContext' object has no attribute '_msg_callback'")

    def callback(connection, direction, version, content_type, msg_type, data):
        react(direction, version, content_type, msg_type, data)
    context._msg_callback = callback


def _psk(context, react):
    if not hasattr(ssl.SSLContext, "set_psk_client_callback"):
        raise AttributeError("'SSLContext' object has no attribute 'set_psk_client_callback'")
    if context.protocol == ssl.PROTOCOL_TLS_CLIENT:
        context.set_psk_client_callback(react)
    else:
        context.set_psk_server_callback(react)


def _keylog(context, react):
    if not hasattr(ssl.SSLContext, "keylog_filename"):
        raise Unsupported("keylog_filename needs Python 3.8")
    descriptor, path = tempfile.mkstemp(prefix="parallax-")
    state = {"at": 0, "rest": b"", "busy": False}

    def watch():
        if state["busy"]:
            return
        data = os.pread(descriptor, 1 << 20, state["at"])
        if not data:
            return
        state["at"] += len(data)
        lines = (state["rest"] + data).split(b"\n")
        state["rest"] = lines.pop()
        state["busy"] = True
        try:
            for line in lines:
                if not line.startswith(b"#"):
                    keylog.take(line.decode("ascii"))
                    try:
                        react(line.decode("ascii"))
                    except CAUGHT as error:
                        note("unraisable", described(type(error), error))
        finally:
            state["busy"] = False

    watchers.append(watch)
    _open_files.append((descriptor, watch))
    try:
        context.keylog_filename = path
    finally:
        os.unlink(path)


EVENTS = {"sni": _sni, "msg": _msg, "psk": _psk, "keylog": _keylog}


def install(context, event, steps, finish):
    how = EVENTS.get(event)
    if how is None:
        raise Unsupported("an event that this engine does not know: " + event)
    how(context, reaction(event, steps, finish))
