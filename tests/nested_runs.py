"""Whether small programs and what becomes of them do the same: in this process, many a second.

What a run prints, how it ends and with which exceptions, and which names it leaves are compared.  Runs share nothing:
each has a namespace of its own, and what it puts among the builtins, or registers for the end, is taken away again.

Of plain outputs only what the Language Reference promises is compared: not when things are let go, which names of ours
there are, what generators are called, nor the words of the interpreter's messages.
"""

from __future__ import annotations

import atexit
import builtins
import contextlib
import io
import re
import signal
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from types import CodeType
from typing import Any
from unittest.mock import patch

from nested_programs import SUPPORT, compiles
from probes import IMPORTED, promised

from mvpy import MVPyError, desugar, pipeline
from mvpy.pipeline import rewrites_in_order
from mvpy.reading import parsing
from mvpy.rewrites import ORDER
from mvpy.tree.node_kinds import NodeKinds, kinds_of

ADDRESS = re.compile(r"0x[0-9a-f]+")
NAME = re.compile(r"(?<=<generator object )[\w.<>]+(?= at)")
SECONDS = 5
FULL = "all rewrites"


class TooSlow(BaseException):
    """A program ran for too long."""


@dataclass
class Compared:
    """What came of one program: how many versions of it were tried, and what those that differ did otherwise.

    None were tried, not even the program itself, if this Python does not compile it.
    """

    versions: int = 0
    different: dict[str, str] = field(default_factory=dict)


def compared(text: str, alone: bool = False, plain: bool = False) -> Compared:
    """The program *text* against what becomes of it; with *alone*, also by each rewrite that finds something.

    With *plain*, against plain outputs.
    """
    out = Compared()
    if not compiles(text):
        return out
    expected = seen(text, plain)
    with remembering():
        for name in (FULL, *(rewrites_for(text) if alone else ())):
            try:
                result = desugar(text, exact=not plain, only=[] if name == FULL else [name])
            except MVPyError as error:
                out.different[name] = f"{type(error).__name__}: {error}"
                continue
            if name == FULL or result.sites:
                out.versions += 1
                words = otherwise(expected, seen(result.code, plain), whole=name == FULL and not plain)
                if words:
                    out.different[name] = words
    return out


@contextlib.contextmanager
def remembering() -> Iterator[None]:
    """What is the same for every choice of rewrites, and takes half the time of one alone, is done once."""
    with contextlib.ExitStack() as changes:
        for module, name in (
            (parsing, "parse"),
            (pipeline, "statement_lines"),
            (pipeline, "read_program"),
        ):
            once = lru_cache(maxsize=1)(getattr(module, name))
            changes.enter_context(patch.object(module, name, once))
        yield


def rewrites_for(text: str) -> list[str]:
    """The rewrites that take nodes of types that the program *text* has."""
    kinds = NodeKinds().of(parsing.parse(text))
    return [name for name in ORDER if kinds & kinds_of_rules(name)]


@cache
def kinds_of_rules(name: str) -> int:
    return kinds_of(rewrites_in_order().named(name).rules) & ~kinds_of(())


def otherwise(before: dict[str, Any], after: dict[str, Any], whole: bool) -> str:
    """What the run *after* did otherwise than *before*; *whole* if no name of ours may be left."""
    if not whole or before["end"] != "fine":  # then temporaries of ours may be left
        before, after = ({**run, "names": without_ours(run["names"])} for run in (before, after))
    changed = [f"{key} {before[key]!r} became {after[key]!r}" for key in before if before[key] != after[key]]
    return "; ".join(changed)


def without_ours(names: list[str]) -> list[str]:
    return [name for name in names if not name.startswith("_")]


def seen(code: str, plain: bool = False) -> dict[str, Any]:
    """What can be seen of a run of *code*: what it prints, how it ends, the names that it leaves.

    With *plain*, of that what the Language Reference promises.
    """
    printed = io.StringIO()
    namespace: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins, "say": print}
    exec(support(), namespace)
    if plain:
        namespace |= {
            "say": say_what_is_promised,
            "show": show_what_is_promised,
            "print": print_what_is_promised,
        }
    given = set(namespace)
    outputs = contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO())
    with outputs[0], outputs[1], warnings.catch_warnings(), untouched():
        warnings.simplefilter("ignore")
        end = ended(code, namespace, plain)
        text = NAME.sub("", printed.getvalue()) if plain else printed.getvalue()
        names = sorted(set(namespace) - given - set(IMPORTED if plain else ()))
        namespace.clear()
    return {"output": ADDRESS.sub("0x", text), "end": end, "names": names}


@cache
def support() -> CodeType:
    """What gives every program the names that it uses and does not define."""
    return compile(SUPPORT, "<support>", "exec", dont_inherit=True)


def say_what_is_promised(word: str, *what: Any) -> None:
    """Print it, unless it is that something was let go."""
    if word != "gone":
        print(word, *what)


def show_what_is_promised(names: Iterable[str]) -> None:
    """Print those of *names* that the program has."""
    print(sorted(name for name in names if name[0] != "_"))


def print_what_is_promised(*values: Any, **named: Any) -> None:
    """Print *values*, but no words of the interpreter's."""
    print(*(without_words(value) if isinstance(value, BaseException) else value for value in values), **named)


def without_words(error: BaseException) -> str:
    """*error*, without the interpreter's words."""
    return str(promised(type(error).__name__, error.args))


def ended(code: str, namespace: dict[str, Any], plain: bool) -> str:
    """How the run of *code* ended; if *plain*, without the interpreter's words."""
    try:
        compiled = compile(code, "<nest>", "exec", dont_inherit=True)
        with limited():
            exec(compiled, namespace)
    except BaseException as error:
        return ADDRESS.sub("0x", in_words(error, str if not plain else without_words))
    return "fine"


def in_words(error: BaseException | None, words_of: Callable[[BaseException], str], depth: int = 4) -> str:
    """*error* in the words that *words_of* gives, what it holds, and what it came from."""
    if error is None or not depth:
        return ""
    held = [in_words(inner, words_of, depth - 1) for inner in getattr(error, "exceptions", ())]
    origins = [in_words(origin, words_of, depth - 1) for origin in (error.__cause__, error.__context__)]
    return f"{type(error).__name__}({words_of(error)}) {held or ''} {origins if any(origins) else ''}".strip()


@contextlib.contextmanager
def untouched() -> Iterator[None]:
    """Builtins, and what is registered for the end of the process, are afterwards what they were."""
    before = dict(vars(builtins))
    try:
        with patch.object(atexit, "register"):
            yield
    finally:
        for name in set(vars(builtins)) - set(before):
            delattr(builtins, name)
        vars(builtins).update(before)


@contextlib.contextmanager
def limited() -> Iterator[None]:
    """What runs in this may take some seconds of processor time."""

    def stop(*_: object) -> None:
        raise TooSlow

    old = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, old)
