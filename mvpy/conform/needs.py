"""What a core needs of its host, shown on CPython: without which entries of the host contract it goes wrong, too.

    needs_of(Need(core, entries))       those of the *entries* without which the core does something else
    calls_of(core, code)                the calls that it makes with plain values

Workers do that.  Each core has a process of its own, a fork of the worker: it may change anything, or never end.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import json
import os
import select
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from types import BuiltinFunctionType, BuiltinMethodType, CodeType, MethodWrapperType, ModuleType
from typing import Any

from mvpy.host_contract import ENTRIES
from mvpy.host_contract.entry import Entry
from mvpy.host_contract.lacking import lacking, why_not
from mvpy.tree.syntax_trees import syntax_tree

SECONDS = 60.0  # for one core, on all hosts that lack something
MOST_CALLS = 60
MOST_ITEMS = 100
ITERATORS = (zip, map, filter, enumerate, reversed)
LONGEST_CALL = 300  # characters
VALUES = (int, str, bytes, float, bool, type(None))
CONTAINERS = (dict, list, tuple)
NOT_REPEATED = {
    "getattr",
    "print",
    "open",
    "input",
    "exit",
    "quit",
    "id",
    "hash",
    "globals",
    "locals",
    "vars",
    "__import__",
}


@dataclass(frozen=True)
class Need:
    """A core, called *name*; the names of the entries of the host contract that a host lacks; what the core does there.

    That is what it *printed*, and the type of the exception that *ended* it.
    """

    name: str
    core: str
    entries: Sequence[str]
    printed: str
    ended: str


@dataclass(frozen=True)
class Needs:
    """What a core needs.

    entries  those that the host lacks and the core needs
    alike    those without which it does on CPython the very same as on the host
    calls    the calls that it makes: what is called, and a program that does the same
    """

    entries: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    calls: tuple[tuple[str, str], ...] = ()


def needs_of(need: Need) -> Needs:
    """What the core of *need* needs; nothing if it does not come to an end."""
    found = in_a_fork(lambda: asked(need))
    if not found:
        return Needs()
    entries, alike, calls = found
    return Needs(tuple(entries), tuple(alike), tuple((label, text) for label, text in calls))


def lost(need: Need, how: str) -> Needs:
    """What can be told of a core whose worker died: nothing."""
    return Needs()


def asked(need: Need) -> Any:
    """The fields of Needs."""
    code = compile(need.core, need.name, "exec")
    whole = seen_without(None, code, need)
    names = {node.id for node in ast.walk(syntax_tree(need.core)) if isinstance(node, ast.Name)}
    there = (need.printed.split(), need.ended)
    entries, alike = [], []
    for entry in ENTRIES.values():
        lacks = entry.name in need.entries
        if why_not(entry) or (entry.kind == "builtin" and entry.name not in names):
            continue
        if not lacks and (entry.kind not in ("core", "behaviour") or not need.printed):
            continue
        seen = seen_without(entry, code, need)
        if seen != whole and lacks:
            entries.append(entry.name)
        elif seen != whole and (seen[0].split(), seen[1]) == there:
            alike.append(entry.name)
    return entries, alike, calls_of(need.core, code)


def seen_without(entry: Entry | None, code: CodeType, need: Need) -> tuple[str, str]:
    """What the core prints on a host without *entry*, and what ends it."""
    said: list[str] = []
    written, ended = io.StringIO(), ""
    with contextlib.redirect_stdout(written), contextlib.redirect_stderr(io.StringIO()):
        try:
            lacking(entry, code, need.core, {"__file__": need.name}, said.append)
        except BaseException as error:
            ended = type(error).__name__
    return "\n".join(said) + written.getvalue(), ended


def calls_of(core: str, code: CodeType) -> list[tuple[str, str]]:
    """The calls that *core* makes with plain values, each once: what is called, and an expression that does the same.

    Of builtins (`min`), of functions that `getattr` finds in modules (`operator.add`), and of methods of plain values
    (`str.join`).
    """
    used = {node.id for node in ast.walk(syntax_tree(core)) if isinstance(node, ast.Name)}
    seen: dict[str, str] = {}

    def watched(label: str, path: str, function: Any) -> Any:
        def call(*arguments: Any, **keywords: Any) -> Any:
            if len(seen) >= MOST_CALLS:
                return function(*arguments, **keywords)
            known, arguments = zip(*map(readable, arguments)) if arguments else ((), ())
            text = call_text(path, known, keywords)
            value = function(*arguments, **keywords)
            if text and is_plain(value):
                seen.setdefault(text, specially(label, known))
            return value

        return looking_like(function, call) if isinstance(function, type) else call

    def getattr_(thing: Any, name: str, *default: Any) -> Any:
        found = getattr(thing, name, *default)
        if isinstance(thing, ModuleType) and isinstance(found, BuiltinFunctionType):
            label = f"{thing.__name__.lstrip('_')}.{name}"
            return watched(label, f"__import__({thing.__name__!r}).{name}", found)
        if is_plain(thing) and isinstance(found, (BuiltinMethodType, MethodWrapperType)):
            return watched(f"{type(thing).__name__}.{name}", f"{literal(thing)}.{name}", found)
        return found

    names = {**vars(builtins), "getattr": getattr_}
    for name in (used & vars(builtins).keys()) - NOT_REPEATED:
        function = vars(builtins)[name]
        if isinstance(function, BuiltinFunctionType) or function in CONTAINERS:
            names[name] = watched(name, name, function)
    silence = contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO())
    with silence[0], silence[1], contextlib.suppress(BaseException):
        exec(code, {"__name__": "__main__", "__builtins__": names})
    return [(label, text) for text, label in seen.items()]


def readable(value: Any) -> tuple[Any, Any]:
    """*value* as it can be looked at, and as it can be handed on: of an iterator over few things, the list of these."""
    if type(value) not in ITERATORS:
        return value, value
    items = list(islice(value, MOST_ITEMS))
    return (items if len(items) < MOST_ITEMS else value), chain(items, value)


def looking_like(kind: type, call: Callable[..., Any]) -> Any:
    """Something that is *kind* for whoever asks, but whose calls go to *call*."""

    class Meta(type):
        def __call__(cls, *arguments: Any, **keywords: Any) -> Any:
            return call(*arguments, **keywords)

        def __instancecheck__(cls, thing: object) -> bool:
            return isinstance(thing, kind)

        def __subclasscheck__(cls, other: type) -> bool:
            return issubclass(other, kind)

        def __getattr__(cls, name: str) -> Any:
            return getattr(kind, name)

    return Meta(kind.__name__, (), {})


def specially(label: str, arguments: Sequence[Any]) -> str:
    """*label*; of an operator, the special method of its first operand: `dict.__setitem__`."""
    name = f"__{label.rpartition('.')[2].strip('_')}__"
    if label.startswith("operator.") and arguments and hasattr(type(arguments[0]), name):
        return f"{type(arguments[0]).__name__}.{name}"
    return label


def call_text(path: str, arguments: Sequence[Any], keywords: dict[str, Any]) -> str:
    """The call as statements that leave its value in `value`, and its arguments in `given`; empty if they are not plain."""
    if not all(is_plain(value) for value in (*arguments, *keywords.values())):
        return ""
    words = [*(f"given[{at}]" for at in range(len(arguments)))]
    words += [f"{key}={value!a}" for key, value in keywords.items()]
    text = f"given = [{', '.join(map(ascii, arguments))}]\nvalue = {path}({', '.join(words)})\n"
    return text if len(text) <= LONGEST_CALL else ""


def literal(value: object) -> str:
    """*value*, which is plain, in brackets if it is a number."""
    return f"({value!a})" if isinstance(value, (int, float)) else ascii(value)


def is_plain(value: object) -> bool:
    """Whether *value* can be written as a literal that every Python reads."""
    if type(value) in (tuple, list):
        return all(map(is_plain, value))  # type: ignore[call-overload]
    if type(value) is dict:
        return all(is_plain(part) for item in value.items() for part in item)
    return type(value) in VALUES


def in_a_fork(work: Callable[[], Any]) -> Any:
    """What *work* gives, in a process of its own, as JSON has it; None if it fails or takes too long."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        status = 1
        try:
            os.close(ours)
            silenced()
            data = json.dumps(work()).encode()
            with open(theirs, "wb") as file:
                file.write(data)
            status = 0
        finally:
            os._exit(status)
    os.close(theirs)
    data = read_until(ours, time.monotonic() + SECONDS)
    os.close(ours)
    with contextlib.suppress(OSError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    try:
        return json.loads(data)
    except ValueError:
        return None


def silenced() -> None:
    """Send what this process writes nowhere."""
    null = os.open(os.devnull, os.O_RDWR)
    for file in (0, 1, 2):
        os.dup2(null, file)


def read_until(file: int, deadline: float) -> bytes:
    """What comes from *file* until it ends, or the *deadline* is there."""
    data = b""
    while select.select([file], [], [], max(deadline - time.monotonic(), 0))[0]:
        part = os.read(file, 1 << 16)
        if not part:
            break
        data += part
    return data
