"""Random programs that are defined: they end, they need nothing, and two runs of one do the same.

    Writer(random.Random(7)).program()  ->  source text
    seen(source)                        ->  what it did: every call of a special method, in order, and how it ended
    programs()                          ->  a Hypothesis strategy for source texts

Most values are probes: objects with every special method, each of which says in a log that it was called.  So
the log shows in which order and how often anything was evaluated.  Loops and calls are bounded twice: by how
programs are written, and by the length of the log, beyond which each entry raises an exception.
"""

from __future__ import annotations

import builtins
import random
import re
import signal
import types
import warnings
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from hypothesis import strategies as st

LONGEST_LOG = 1500
MOST_SECONDS = 20
ADDRESS = re.compile(r"\bat 0x[0-9a-f]+")

# --- what programs are made of at run time ----------------------------------------------------------

BINARY = "add sub mul matmul truediv floordiv mod pow lshift rshift and or xor".split()
COMPARISONS = "lt le gt ge ne".split()
UNARY = "neg pos invert".split()


class Exhausted(Exception):
    """The log is full; from here on everything raises."""


class Failure(Exception):
    """What `fail` raises."""


class OtherFailure(Failure, KeyError):
    """What `fail` raises for an odd number."""


@dataclass
class Run:
    """One run: its log, and the numbers of its probes."""

    log: list[str] = field(default_factory=list)
    made: int = 1000

    def say(self, *words: object) -> None:
        if len(self.log) >= LONGEST_LOG:
            raise Exhausted
        self.log.append(" ".join(map(shown, words)))

    def probe(self) -> Any:
        self.made += 1
        return self.kind(self.made)

    def __post_init__(self) -> None:
        self.kind = probe_class(self)

    def names(self) -> dict[str, Any]:
        """The names that a program finds."""
        return {
            "__name__": "program", "__builtins__": builtins, "p": self.p, "v": self.v, "say": self.say,
            "fail": self.fail, "manager": self.manager, "awaitable": self.awaitable, "arrive": self.arrive,
            "items": self.items, "drive": self.drive, "decorate": self.decorate, "exhaust": self.exhaust, "calls": self.calls,
            "collect": self.collect, "Failure": Failure, "OtherFailure": OtherFailure, "Base": base_class(self),
            "Meta": metaclass(self),
        }  # fmt: skip

    def p(self, number: int) -> Any:
        """The probe *number*."""
        self.say("p", number)
        return self.kind(number)

    def v(self, value: Any, *more: Any, **named: Any) -> Any:
        """*value*; and the log knows it was evaluated."""
        self.say("v", value, more, named)
        return value

    def fail(self, number: int) -> None:
        """Raise an exception."""
        self.say("fail", number)
        raise (OtherFailure if number % 2 else Failure)(number)

    def items(self, count: int):
        """An iterator that says when it is asked."""
        self.say("items", count)
        for number in range(count):
            self.say("item", number)
            yield number
        self.say("no more")

    def manager(self, number: int):
        """A context manager; every third one swallows exceptions."""
        return Manager(self, number)

    def awaitable(self, number: int):
        """Something to wait for."""
        return Awaitable(self, number)

    def arrive(self, count: int):
        """An asynchronous iterator."""
        return Arrivals(self, count)

    def drive(self, coroutine: Any) -> Any:
        """The value of *coroutine*, run to its end."""
        sent: Any = None
        for _ in range(60):
            try:
                waits_for = coroutine.send(sent)
            except StopIteration as stop:
                self.say("driven", stop.value)
                return stop.value
            self.say("waits for", waits_for)
            sent = waits_for
        coroutine.close()
        return None

    def exhaust(self, generator: Any) -> list:
        """What *generator* yields; it is sent something each time."""
        out = []
        try:
            out.append(next(generator))
            for number in range(4):
                out.append(generator.send(number))
        except StopIteration as stop:
            self.say("returned", stop.value)
        finally:
            generator.close()
        self.say("yielded", out)
        return out

    async def collect(self, generator: Any) -> list:
        """What the asynchronous *generator* yields; it is sent something each time."""
        out = []
        try:
            out.append(await generator.__anext__())
            for number in range(4):
                out.append(await generator.asend(number))
        except StopAsyncIteration:
            self.say("returned")
        finally:
            await generator.aclose()
        self.say("yielded", out)
        return out

    def calls(self, functions: list[Callable]) -> list:
        """What each of *functions* gives, now."""
        return [function() for function in functions]

    def decorate(self, number: int) -> Callable:
        """A decorator that gives back what it decorates."""
        self.say("decorator", number)

        def apply(what: Any) -> Any:
            self.say("decorate", number, what)
            return what

        return apply


@dataclass
class Manager:
    """A context manager, for `with` and `async with`."""

    run: Run
    number: int

    def __enter__(self) -> int:
        self.run.say("enter", self.number)
        return self.number

    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        self.run.say("exit", self.number, kind and kind.__name__)
        return self.number % 3 == 0

    async def __aenter__(self) -> int:
        self.run.say("aenter", self.number)
        return await Awaitable(self.run, self.number)

    async def __aexit__(self, kind: Any, error: Any, trace: Any) -> bool:
        self.run.say("aexit", self.number, kind and kind.__name__)
        return self.number % 3 == 0


@dataclass
class Awaitable:
    """Waits once."""

    run: Run
    number: int

    def __await__(self):
        self.run.say("await", self.number)
        got = yield self.number
        return (self.number, got)


class Arrivals:
    """Gives numbers, after waiting for each."""

    def __init__(self, run: Run, count: int) -> None:
        self.run, self.left = run, count

    def __aiter__(self) -> Arrivals:
        self.run.say("aiter")
        return self

    async def __anext__(self) -> int:
        self.run.say("anext", self.left)
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        await Awaitable(self.run, self.left)
        return self.left


def base_class(run: Run) -> type:
    """A class that knows of its subclasses, and what their attributes are called."""

    class Base:
        def __init_subclass__(cls, **named: Any) -> None:
            run.say("subclass", cls, named)

    return Base


def metaclass(run: Run) -> type:
    """A metaclass whose namespaces say what is done to them."""

    class Namespace(dict):
        def __getitem__(self, name: str) -> Any:
            if name[:2] != "__":
                run.say("namespace get", name)
            return super().__getitem__(name)

        def __setitem__(self, name: str, value: Any) -> None:
            if name[:2] != "__":
                run.say("namespace set", name, value)
            super().__setitem__(name, value)

        def __delitem__(self, name: str) -> None:
            run.say("namespace del", name)
            super().__delitem__(name)

    class Meta(type):
        @classmethod
        def __prepare__(mcs, name: str, bases: tuple, **named: Any) -> Namespace:
            run.say("prepare", name, bases, named)
            return Namespace()

        def __new__(mcs, name: str, bases: tuple, space: Namespace, **named: Any) -> type:
            run.say("new", name, bases, named)
            return super().__new__(mcs, name, bases, dict(space))

        def __init__(cls, name: str, bases: tuple, space: Namespace, **named: Any) -> None:
            super().__init__(name, bases, space)

    return Meta


def probe_class(run: Run) -> type:
    """The class of a run's probes."""

    def special(name: str, answer: Callable) -> Callable:
        def method(self, *args, **named):
            run.say(name, self, *args, *([named] if named else ()))
            return answer(self, *args)

        method.__name__ = f"__{name}__"
        return method

    def new(self, *_: object):
        return run.probe()

    def new_or_not(self, *_: object):
        return NotImplemented if self.number % 5 == 0 else run.probe()

    def __getattr__(self, name: str):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return run.say("get", self, name) or partial(run.v, (self.number, name))

    answers: dict[str, Callable] = {name: new for name in UNARY}
    for name in BINARY:
        answers |= {name: new_or_not, "r" + name: new_or_not}
        answers["i" + name] = lambda self, other: self if self.number % 2 else NotImplemented
    answers |= {name: new_or_not for name in COMPARISONS}
    answers |= {
        "eq": lambda self, other: type(other) is type(self) and self.number == other.number,
        "bool": lambda self: self.number % 2 == 0,
        "contains": lambda self, item: self.number % 2,
        "iter": lambda self: run.items(self.number % 3),
        "getitem": new,
        "setitem": lambda self, *_: None,
        "delitem": lambda self, *_: None,
        "setattr": lambda self, *_: None,
        "delattr": lambda self, *_: None,
        "call": new,
        "format": lambda self, spec: f"<{self.number}>",
        "str": lambda self: f"probe {self.number}",
        "repr": lambda self: f"Probe({self.number})",
    }
    body: dict[str, Any] = {f"__{name}__": special(name, answer) for name, answer in answers.items()}
    body |= {
        "__init__": lambda self, number: object.__setattr__(self, "number", number),
        "__hash__": lambda self: self.number,
        "__getattr__": __getattr__,
    }
    return type("Probe", (), body)


def shown(value: Any) -> str:
    """*value* in words that are the same in every run; asks no object for anything."""
    kind = type(value)
    if kind in (int, float, complex, str, bytes, bool, type(None), type(...), type(NotImplemented)):
        return repr(value) if kind is not str else ADDRESS.sub("at 0x", value)
    if kind.__name__ == "Probe":
        return f"<{object.__getattribute__(value, 'number')}>"
    if kind in (list, tuple, set, frozenset):
        return f"{kind.__name__}({', '.join(map(shown, value))})"
    if kind is dict:
        return "{" + ", ".join(f"{shown(key)}: {shown(item)}" for key, item in value.items()) + "}"
    if kind is slice:
        return f"[{shown(value.start)}:{shown(value.stop)}:{shown(value.step)}]"
    if isinstance(value, BaseException):
        return f"{kind.__name__}{shown(value.args)}"
    if isinstance(value, (types.FunctionType, type)):
        return f"{kind.__name__} {value.__qualname__}"
    return kind.__name__


@dataclass(frozen=True)
class Seen:
    """What a program did: its log, the names it left, how it ended."""

    log: tuple[str, ...]
    names: dict[str, str]
    end: tuple[str, ...]


def seen(source: str, names: frozenset[str] | None = None) -> Seen:
    """Run *source* here, in a namespace of its own."""
    run = Run()
    space = run.names()
    given = set(space)
    ended: tuple[str, ...] = ()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        code = compile(source, "<program>", "exec", dont_inherit=True)
        with published_names_forgotten(), time_limit():
            try:
                exec(code, space)
            except Exception as error:
                ended = chain(error)
            left = {key: shown(value) for key, value in space.items() if key not in given and key[0] != "_"}
    return Seen(tuple(run.log), dict(sorted(left.items())), ended)


def chain(error: BaseException | None) -> tuple[str, ...]:
    """An exception and those that it came from."""
    out: list[str] = []
    while error is not None and len(out) < 20:
        out.append(shown(error) + (" from" if error.__cause__ is not None else ""))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return tuple(out)


@contextmanager
def published_names_forgotten():
    """The builtins, afterwards as before."""
    before = dict(vars(builtins))
    try:
        yield
    finally:
        for name in set(vars(builtins)) - set(before):
            del vars(builtins)[name]
        vars(builtins).update(before)


@contextmanager
def time_limit():
    """No run takes longer."""

    def stop(*_: object) -> None:
        raise TimeoutError("the program does not end")

    previous = signal.signal(signal.SIGALRM, stop)
    signal.alarm(MOST_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


# --- writing programs -----------------------------------------------------------------------------

MODULE_NAMES = ("a", "b", "c")
BINARY_SIGNS = "+ - * @ / // % ** << >> & | ^".split()
COMPARISON_SIGNS = ["<", "<=", ">", ">=", "==", "!=", "in", "not in", "is", "is not"]
CONSTANTS = [
    "None", "True", "False", "...", "0", "1", "7", "-3", "1.5", "-0.0", "2j", "10**20", "0xff", "'x'", "'two words'", "''",
    "'\\n\\u00e9'", "'a' 'b'", "\'\'\'two\nlines\'\'\'", "b'x' b'y'", "'a' f'{1}' 'b'", "1_000", "1e400", "'\\ud800'", '"q\'"', "b'by'", "r'\\d'",
]  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where an expression or a statement is to stand, and what it may use there."""

    names: tuple[str, ...] = MODULE_NAMES
    functions: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    function: str = ""  # "", "function", "generator", "coroutine", "asynchronous generator"
    loop: bool = False
    in_class: bool = False
    walrus: bool = True
    jumps: bool = True
    own: tuple[str, ...] = ()  # the local variables of the function
    readable: tuple[str, ...] = ()  # names that may be read and not bound
    method: bool = False

    @property
    def waits(self) -> bool:
        """May it use `await`?"""
        return self.function in ("coroutine", "asynchronous generator")

    @property
    def yields(self) -> bool:
        """May it use `yield`?"""
        return self.function in ("generator", "asynchronous generator")


class Writer:
    """Writes one program, by the choices of *random*.

    Each program has some favourites among the constructs; so even the rare ones meet each other.
    """

    def __init__(self, random: random.Random, size: int = 12) -> None:
        self.random, self.left, self.count = random, size, 0
        self.favourites = {self.some(FAVOURITES) for _ in range(4)}
        self.postponed = self.chance(6)

    # Choosing -----------------------------------------------------------------------------

    def some(self, choices):
        return choices[self.random.randrange(len(choices))]

    def kind(self, kinds: list[Callable]) -> Callable:
        """One of *kinds*; often a favourite."""
        favourites = [kind for kind in kinds if kind.__name__ in self.favourites]
        return self.some(favourites if favourites and self.chance(45) else kinds)

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def number(self, below: int = 10) -> int:
        return self.random.randrange(below)

    def new(self, hint: str) -> str:
        self.count += 1
        return f"{hint}{self.count}"

    # The program --------------------------------------------------------------------------

    def program(self) -> str:
        place = Place()
        lines = ["'the module'"] if self.chance(6) else []
        if self.postponed:
            lines.append("from __future__ import annotations")
        lines += ["a = 1", "b = p(2)", "c = [p(3), 4, 'c']", "g = 0"]
        while self.left > 0:
            more, place = self.statement(place, 4, definition=self.chance(50))
            lines += self.guarded(more) if self.chance(60) else more
        lines.append("say('end', a, b, c)")
        return "\n".join(lines) + "\n"

    def guarded(self, lines: list[str]) -> list[str]:
        """The statements *lines*, and what they raise ends here."""
        handler = "    say('ended by', type(error).__name__, error.args)"
        return ["try:", *(f"    {line}" for line in lines), "except Exception as error:", handler]

    def block(self, place: Place, depth: int, most: int = 3) -> list[str]:
        """The lines of a suite, indented."""
        lines: list[str] = []
        for _ in range(1 + self.number(most)):
            more, place = self.statement(place, depth - 1)
            if self.chance(10):
                more = self.guarded(more)
            if lines and self.chance(15) and is_simple(lines[-1:]) and is_simple(more):
                lines[-1] += f"; {more[0]}"
            else:
                lines += more
        return [f"    {line}" for line in lines]

    def statement(self, place: Place, depth: int, definition: bool = False) -> tuple[list[str], Place]:
        """A statement, and the place after it."""
        self.left -= 1
        simple = [
            self.assignment, self.assignment, self.assignment, self.effect, self.effect, self.effect,
            self.augmented, self.unpacking, self.delete, self.assertion, self.chained, self.imports, self.annotated,
            self.logged,
        ]  # fmt: skip
        definitions = [
            self.function, self.function, self.generator, self.klass, self.coroutine, self.asynchronous_generator,
        ]  # fmt: skip
        compound = [self.if_, self.if_, self.while_, self.for_, self.try_, self.try_, self.with_, *definitions]
        jumps = [self.raise_]
        if place.jumps and place.loop:
            jumps += [self.break_, self.continue_] * 2
        if place.jumps and place.function:
            jumps += [self.return_]
        if place.waits:
            compound += [self.async_for, self.async_with] * 2
        if definition:
            out = self.kind(definitions)(place, depth)
        elif self.chance(12):
            out = self.kind(jumps)(place, depth)
        elif depth > 0 and self.left > 0 and self.chance(45):
            out = self.kind(compound)(place, depth)
        else:
            out = self.kind(simple)(place, depth)
        return out if isinstance(out, tuple) else (out, place)

    # Simple statements --------------------------------------------------------------------

    def name(self, place: Place) -> str:
        return self.some(place.names)

    def target(self, place: Place, depth: int = 1) -> str:
        """Something to assign to."""
        kind = self.number(8)
        if kind == 0:
            return f"{self.some([self.probe(), self.name(place)])}.attribute"
        if kind == 1:
            return f"{self.probe()}[{self.expression(place, 1)}]"
        if kind == 2:
            return f"{self.probe()}[{self.expression(place, 0)}:{self.expression(place, 0)}]"
        if kind == 3 and depth:
            parts = [self.target(place, depth - 1) for _ in range(2)]
            return f"({', '.join(parts)})"
        return self.name(place)

    def assignment(self, place: Place, depth: int) -> list[str]:
        value = self.expression(place, 3)
        if place.yields and self.chance(30):
            value = f"yield {self.expression(place, 2)}"
        joined = self.some(["", "", "", "", "", "", "", "\\\n  "])
        return [f"{self.target(place, 0)} = {joined}{value}"]

    def chained(self, place: Place, depth: int) -> list[str]:
        return [f"{self.target(place)} = {self.target(place, 0)} = {self.pair(place)}"]

    def pair(self, place: Place) -> str:
        """Something that unpacks into two, most of the time."""
        one, two = self.expression(place, 2), self.expression(place, 1)
        return self.some(
            [f"({one}, {two})", f"[{one}, {two}]", f"items({1 + self.number(3)})", f"({one}, *[{two}])"]
        )

    def unpacking(self, place: Place, depth: int) -> list[str]:
        star = f", *{self.name(place)}" if self.chance(50) else ""
        return [f"{self.target(place)}, {self.target(place)}{star} = {self.pair(place)}"]

    def augmented(self, place: Place, depth: int) -> list[str]:
        target = self.some(
            [self.name(place), f"{self.probe()}.x", f"{self.probe()}[{self.expression(place, 1)}]"]
        )
        return [f"{target} {self.some(BINARY_SIGNS)}= {self.expression(place, 2)}"]

    def annotated(self, place: Place, depth: int) -> list[str]:
        value = f" = {self.expression(place, 2)}" if self.chance(60) else ""
        evaluated = not place.function and not self.postponed
        annotation = self.annotation(place) if evaluated or self.chance(50) else "int"
        target = self.new("n")
        match self.number(6):
            case 0:
                target = f"{self.probe()}.attribute"
            case 1:
                target = f"{self.probe()}[{self.expression(place, 1)}]"
        return [f"{target}: {annotation}{value}"]

    def annotation(self, place: Place) -> str:
        """An annotation; where it is a text only, nothing may be bound in it."""
        return self.expression(replace(place, walrus=False, function="function"), 1)

    def effect(self, place: Place, depth: int) -> list[str]:
        if place.yields and self.chance(30):
            kinds = ["yield", f"yield {self.expression(place, 2)}"]
            if place.function == "generator":
                kinds.append(f"yield from {self.iterable(place)}")
            return [self.some(kinds)]
        return [self.expression(place, 3)]

    def logged(self, place: Place, depth: int) -> list[str]:
        return [f"say('at', {self.number()}, {', '.join(self.name(place) for _ in range(2))})"]

    def delete(self, place: Place, depth: int) -> list[str]:
        kind = self.number(4)
        if kind == 0:
            name = self.name(place)
            return [f"{name} = {self.expression(place, 1)}", f"del {name}", f"{name} = {self.number()}"]
        if kind == 1:
            return [f"del {self.probe()}.x, {self.probe()}[{self.expression(place, 1)}]"]
        if kind == 2:
            return [f"del {self.name(place)}[{self.number(3)}]"]
        opening, closing = self.some(["()", "[]"])
        return [f"del {opening}{self.probe()}[{self.number()}:{self.expression(place, 0)}]{closing}"]

    def assertion(self, place: Place, depth: int) -> list[str]:
        message = f", {self.expression(place, 1)}" if self.chance(50) else ""
        test = self.some([self.expression(place, 2), "p(2)", "v(1)"])
        return [f"assert {test}{message}"]

    def imports(self, place: Place, depth: int) -> list[str]:
        return [self.some([
            "import operator", "import os.path as path", "from operator import add as plus", "import os.path",
            "from math import pi, e as euler", "from operator import (add,  # one\n    sub)", "from math import no_such_name",
            "import no_such_module", "import os, operator as op",
        ])]  # fmt: skip

    def break_(self, place: Place, depth: int) -> list[str]:
        return ["break"]

    def continue_(self, place: Place, depth: int) -> list[str]:
        return ["continue"]

    def return_(self, place: Place, depth: int) -> list[str]:
        if place.function == "asynchronous generator" or self.chance(20):
            return ["return"]
        return [f"return {self.some(['', '', '', '*items(2), '])}{self.expression(place, 2)}"]

    def raise_(self, place: Place, depth: int) -> list[str]:
        cause = self.some(["", f" from OtherFailure({self.number()})", " from None", f" from {self.expression(place, 1)}"])
        raised = self.some([f"Failure({self.expression(place, 1)})"] * 3 + ["KeyError", self.expression(place, 1)])
        return ["raise" if self.chance(10) else f"raise {raised}{cause}"]

    # Compound statements ------------------------------------------------------------------

    def suite(self, header: str, place: Place, depth: int) -> list[str]:
        """*header* with a suite, sometimes on its line."""
        if self.chance(8):
            ending = self.some(["", "", ";", "  # one line"])
            return [f"{header} {'; '.join(self.effect(place, 0) + self.assignment(place, 0))}{ending}"]
        return [header, *self.block(place, depth)]

    def if_(self, place: Place, depth: int) -> list[str]:
        lines = self.suite(f"if {self.test(place)}:", place, depth)
        while self.chance(30):
            lines += self.suite(f"elif {self.test(place)}:", place, depth)
        if self.chance(40):
            lines += self.suite("else:", place, depth)
        return lines

    def test(self, place: Place) -> str:
        return self.some([self.expression(place, 3), f"p({self.number()})", self.expression(place, 2)])

    def while_(self, place: Place, depth: int) -> list[str]:
        counter = self.new("n")
        test = (
            f"({counter} := {counter} - 1)"
            if place.walrus and self.chance(50)
            else f"{counter} < {5 + self.number(3)}"
        )
        start = self.number(4) + 1 if ":=" in test else 5
        step = [] if ":=" in test else [f"    {counter} += 1"]
        if self.chance(40):
            test = f"{test} and ({self.test(place)})"
        lines = [
            f"{counter} = {start}",
            f"while {test}:",
            *step,
            *self.block(replace(place, loop=True, jumps=True), depth),
        ]
        if self.chance(35):
            lines += self.suite("else:", place, depth)
        return lines

    def for_(self, place: Place, depth: int) -> list[str]:
        target = self.some([self.name(place), self.name(place), self.target(place, 0)])
        lines = self.suite(
            f"for {target} in {self.iterable(place)}:", replace(place, loop=True, jumps=True), depth
        )
        if self.chance(35):
            lines += self.suite("else:", place, depth)
        return lines

    def iterable(self, place: Place, depth: int = 1) -> str:
        place = replace(place, walrus=False)
        return self.some([
            f"items({self.number(4)})", f"({self.expression(place, min(depth, 1))}, {self.expression(place, min(depth, 1))})",
            f"[{self.expression(place, min(depth, 1))}, *items({self.number(3)})]", self.probe(), "range(3)", self.name(place),
            f"{{{self.number()}: {self.expression(place, min(depth, 1))}}}",
        ])  # fmt: skip

    def try_(self, place: Place, depth: int) -> list[str]:
        lines = ["try:", *self.block(place, depth)]
        if place.loop and place.jumps and self.chance(20):
            lines.append(self.some(["    continue", "    break"]))
        elif self.chance(30):
            lines.append(f"    fail({self.number()})")
        kinds = self.some(
            [["Exception"], ["Failure", "Exception"], ["OtherFailure"], ["(KeyError, TypeError)", ""], []]
        )
        for kind in kinds:
            header = (
                f"except {kind} as error:"
                if kind and self.chance(60)
                else f"except {kind}:".replace(" :", ":")
            )
            handler = [*self.block(place, depth, 2)]
            if " as " in header and self.chance(60):
                handler = ["    say('caught', type(error).__name__, error.args)", *handler]
            if self.chance(15):
                handler.append("    raise")
            elif place.loop and self.chance(15):
                handler.append(self.some(["    continue", "    break"]))
            lines += [header, *handler]
        if kinds and self.chance(35):
            lines += ["else:", *self.block(place, depth, 2)]
        if not kinds or self.chance(40):
            lines += ["finally:", *self.block(place, depth, 2)]
        return lines

    def with_(self, place: Place, depth: int, keyword: str = "with") -> list[str]:
        items = []
        for _ in range(1 + self.chance(30)):
            name = f" as {self.target(place, 0)}" if self.chance(60) else ""
            items.append(f"manager({self.expression(place, 0) if self.chance(20) else self.number()}){name}")
        return self.suite(f"{keyword} {', '.join(items)}:", place, depth)

    def async_for(self, place: Place, depth: int) -> list[str]:
        inside = replace(place, loop=True, jumps=True)
        lines = [
            f"async for {self.target(place, 0)} in {self.some([f'arrive({self.number(3)})'] * 4 + [self.probe()])}:",
            *self.block(inside, depth),
        ]
        return [*lines, "else:", *self.block(place, depth, 1)] if self.chance(30) else lines

    def async_with(self, place: Place, depth: int) -> list[str]:
        return self.with_(place, depth, "async with")

    def function(self, place: Place, depth: int) -> tuple[list[str], Place]:
        name = self.new("f")
        lines, call = self.definition(name, "function", place, depth)
        lines.append(f"{self.name(place)} = {call}")
        return lines, replace(place, functions=(*place.functions, name))

    def generator(self, place: Place, depth: int) -> list[str]:
        lines, call = self.definition(self.new("f"), "generator", place, depth)
        uses = [f"exhaust({call})", f"exhaust({call})", f"say(*{call})", f"for a in {call}: say(a)", f"c = list({call})"]
        return [*lines, self.some(uses)]

    def coroutine(self, place: Place, depth: int) -> list[str]:
        lines, call = self.definition(self.new("co"), "coroutine", place, depth)
        return [*lines, f"{self.name(place)} = {self.awaited(call, place)}"]

    def asynchronous_generator(self, place: Place, depth: int) -> list[str]:
        lines, call = self.definition(self.new("ag"), "asynchronous generator", place, depth)
        if place.waits and self.chance(50):
            return [*lines, *self.suite(f"async for {self.name(place)} in {call}:", replace(place, loop=True), depth)]
        return [*lines, f"{self.name(place)} = {self.awaited(f'collect({call})', place)}"]

    def awaited(self, coroutine: str, place: Place) -> str:
        """The value of *coroutine*."""
        return f"await {coroutine}" if place.waits else f"drive({coroutine})"

    def definition(
        self, name: str, kind: str, place: Place, depth: int, first: str = ""
    ) -> tuple[list[str], str]:
        """The lines of a function, and a call of it."""
        one, two = self.new("x"), self.new("y")
        default = self.expression(place, 1)
        shape = self.number(5)
        parameters = [
            f"{one}, {two}={default}", f"{one}, /, {two}={default}", f"{one}, *, {two}={default}",
            f"{one}, *{two}", f"{one}=0, **{two}",
        ][shape]  # fmt: skip
        arguments = [
            self.expression(place, 1), f"{self.expression(place, 1)}, *[]", f"{self.expression(place, 1)}, {two}=p(7)",
            f"*{self.some(['items(2)', '(1, p(2))'])}", f"{one}={self.expression(place, 1)}, z={self.number()}",
        ][shape]  # fmt: skip
        if self.chance(15):
            parameters = parameters.replace(one, f"{one}: {self.annotation(place)}", 1)
        local = self.new("l")
        head, bound, own, readable = (
            [f"    {local} = {self.number()}"],
            [one, two, local],
            [one, two, local],
            [],
        )
        for name_around in place.names[:2]:
            if name_around in place.own and self.chance(50):
                head.insert(0, f"    nonlocal {name_around}")
                bound.append(name_around)
            elif name_around in MODULE_NAMES and self.chance(50):
                head.insert(0, f"    global {name_around}")
                bound.append(name_around)
            elif self.chance(40) or place.in_class:
                head.append(f"    {name_around} = {self.number()}")
                bound.append(name_around)
                own.append(name_around)
            else:
                readable.append(name_around)
        if self.chance(15):
            head.insert(0, self.some(["    'documented'", "    'a ' 'b'", "    pass"]))
        inside = Place(
            names=tuple(bound), own=tuple(own), readable=tuple(readable), functions=place.functions[-3:],
            classes=place.classes[-2:], function=kind, method=bool(first),
        )  # fmt: skip
        decorator = [f"@decorate({self.expression(place, 0)})"] if self.chance(15) else []
        body = self.block(inside, depth, 4)
        if inside.yields:
            body.append("    yield " + self.expression(inside, 1))
        keyword = "async def" if inside.waits else "def"
        gives = f" -> {self.annotation(place)}" if self.chance(8) else ""
        header = f"{keyword} {name}({', '.join(part for part in (first, parameters) if part)}){gives}:"
        return [*decorator, header, *head, *body], f"{name}({arguments})"

    def klass(self, place: Place, depth: int) -> tuple[list[str], Place]:
        name = self.new("K")
        bases = [self.some(place.classes)] if place.classes and self.chance(50) else []
        if self.chance(20):
            bases += [f"key={self.expression(replace(place, walrus=False), 1)}"]
            bases.insert(0, "Base")
        elif not bases and self.chance(25):
            bases = [f"metaclass=Meta, key={self.probe()}"]
        lines = [f"@decorate({self.number()})"] if self.chance(15) else []
        lines.append(f"class {name}({', '.join(bases)}):")
        if self.chance(15):
            lines.append("    'documented'")
        inside = replace(
            place, names=(self.new("k"), *place.names), in_class=True, function="", loop=False, own=(),
        )  # fmt: skip
        inside = replace(inside, names=(inside.names[0],), readable=(*place.names[:1], "g"))
        lines.append(
            f"    {inside.names[0]} = {self.expression(replace(inside, names=('g',), walrus=False), 2)}"
        )
        if self.chance(25):
            lines += [f"    __private = {self.number()}", "    say(__private)"]
        lines += self.block(inside, depth, 2)
        call = self.expression(place, 0)
        kind = self.some(["function", "function", "function", "generator", "coroutine"])
        method, called = self.definition("method", kind, inside, depth, "self")
        extra = self.some([
            "self.x = 1", "say(__class__)", "say(super().__hash__ is not None)", "say(self.__class__.__name__)",
            "self.__hidden = 3", "super().__init__()", "say(lambda __own=self: (__own, __class__))",
        ])  # fmt: skip
        start = 1 + next(n for n, line in enumerate(method) if line.startswith(("def ", "async def ")))
        lines += [f"    {line}" for line in (*method[:start], f"    {extra}", *method[start:])]
        called = f"{name}().{called}"
        if kind == "coroutine":
            called = self.awaited(called, place)
        lines.append(f"{self.name(place)} = {f'exhaust({called})' if kind == 'generator' else called}")
        lines.append(f"say({name}.__qualname__, sorted(n for n in vars({name}) if n[:2] != '__'), {call})")
        return lines, replace(place, classes=(*place.classes, name))

    # Expressions --------------------------------------------------------------------------

    def probe(self) -> str:
        return f"p({self.number()})"

    def atom(self, place: Place) -> str:
        kind = self.number(6)
        if kind < 2:
            return self.some((*place.names, *place.readable))
        if kind < 4:
            return self.probe()
        return self.some(CONSTANTS) if kind == 4 and self.chance(60) else f"v({self.number()})"

    def expression(self, place: Place, depth: int) -> str:
        """An expression; in parentheses unless it needs none anywhere."""
        if depth <= 0 or self.chance(12):
            text = self.atom(place)
            return f"({text})" if text[0] in "-'\"" or text[0].isdigit() or "." in text else text
        kinds = [
            self.binary, self.binary, self.unary, self.compare, self.chain, self.boolean, self.boolean,
            self.ternary, self.ternary, self.call, self.call, self.subscript, self.slice, self.attribute,
            self.method_call, self.display, self.dictionary, self.formatted, self.lambda_, self.comprehension,
        ]  # fmt: skip
        if place.walrus:
            kinds += [self.walrus, self.walrus]
        if place.yields:
            kinds += [self.yield_, self.yield_]
        if place.waits:
            kinds += [self.await_, self.await_]
        if self.chance(3) or "deep" in self.favourites and self.chance(3):
            kinds = [self.deep] if self.chance(10) else [self.lines]
        return self.kind(kinds)(place, depth - 1)

    def deep(self, place: Place, depth: int) -> str:
        """Something in many brackets, or many terms."""
        inner, times = self.expression(place, min(depth, 1)), 61 + self.number(25)
        return self.some([
            "v(" * times + inner + ")" * times, "[" * times + inner + "]" * times, f"({'- ' * times}{inner})",
            f"({inner}{f' + {self.number()}' * times})", f"{self.probe()}{'.a[0](1)' * (times // 3)}",
            f"({' or '.join([f'v({0})'] * times)} or {inner})", f"({inner}{f' if {inner} else 0' * 1})",
        ])  # fmt: skip

    def lines(self, place: Place, depth: int) -> str:
        """An expression on several lines."""
        return f"({self.expression(place, depth)}{self.some(['', '  # a comment'])}\n)"

    def binary(self, place: Place, depth: int) -> str:
        sign = self.some(BINARY_SIGNS)
        right = self.some([self.expression(place, depth), "2"]) if sign not in ("**", "<<") else self.probe()
        return f"({self.expression(place, depth)} {sign} {right})"

    def unary(self, place: Place, depth: int) -> str:
        return f"({self.some(['-', '+', '~', 'not '])}{self.expression(place, depth)})"

    def compare(self, place: Place, depth: int) -> str:
        return (
            f"({self.expression(place, depth)} {self.some(COMPARISON_SIGNS)} {self.expression(place, depth)})"
        )

    def chain(self, place: Place, depth: int) -> str:
        parts = [self.expression(place, depth)]
        for _ in range(2 + self.chance(30)):
            parts += [self.some(COMPARISON_SIGNS), self.expression(place, depth)]
        return f"({' '.join(parts)})"

    def boolean(self, place: Place, depth: int) -> str:
        parts = [self.expression(place, depth) for _ in range(2 + self.number(2))]
        text = parts[0]
        for part in parts[1:]:
            text += f" {self.some(['and', 'or'])} {self.some(['', '', 'not '])}{part}"
        return f"({text})"

    def ternary(self, place: Place, depth: int) -> str:
        one, test, two = (self.expression(place, depth) for _ in range(3))
        return f"({one} if {test} else {two})"

    def walrus(self, place: Place, depth: int) -> str:
        names = [n for n in place.names if not n.startswith("i")]
        return f"({self.some(names)} := {self.expression(place, depth)})" if names else self.atom(place)

    def call(self, place: Place, depth: int) -> str:
        callee = self.some(["v", "v", "v", self.probe(), *place.functions])
        arguments = [self.expression(place, depth) for _ in range(1 + self.number(2))]
        if callee in place.functions:
            arguments = arguments[:1]
        elif self.chance(40):
            arguments.insert(self.number(2), f"*{self.some([self.iterable(place, depth), 'items(2)'])}")
        if callee not in place.functions and self.chance(40):
            arguments.append(f"key={self.expression(place, depth)}")
            if self.chance(50):
                arguments.append(f"**{{'m': {self.expression(place, depth)}}}")
        return f"{callee}({', '.join(arguments)})"

    def subscript(self, place: Place, depth: int) -> str:
        if self.chance(50):
            return f"[{self.expression(place, depth)}, {self.expression(place, depth)}][{self.some(['0', '1', 'v(1)', '-1'])}]"
        return f"{self.probe()}[{self.expression(place, depth)}]"

    def slice(self, place: Place, depth: int) -> str:
        parts = [self.some(["", self.expression(place, depth)]) for _ in range(2 + self.chance(30))]
        more = f", {self.expression(place, 0)}" if self.chance(20) else ""
        return f"{self.probe()}[{':'.join(parts)}{more}]"

    def attribute(self, place: Place, depth: int) -> str:
        return f"{self.some([self.probe(), self.expression(place, depth)])}.attribute"

    def method_call(self, place: Place, depth: int) -> str:
        return f"{self.probe()}.method({self.expression(place, depth)})"

    def display(self, place: Place, depth: int) -> str:
        parts = [self.expression(place, depth) for _ in range(self.number(3))]
        if self.chance(30):
            parts.insert(0, f"*{self.some(['items(2)', self.iterable(place, depth)])}")
        if parts and self.chance(25):
            star = self.some(["", "", f"*{self.iterable(place, depth)}, "])
            return f"{{{self.probe()}, {star}{self.number()}, v({self.number()})}}"
        return self.some([f"[{', '.join(parts)}]", f"({''.join(part + ', ' for part in parts)})"])

    def dictionary(self, place: Place, depth: int) -> str:
        parts = [
            f"{self.some([self.probe(), 'v(1)', chr(39) + 'k' + chr(39)])}: {self.expression(place, depth)}"
        ]
        if self.chance(40):
            parts.append(f"**{{'n': {self.expression(place, depth)}}}")
        return f"{{{', '.join(parts)}}}"

    def formatted(self, place: Place, depth: int) -> str:
        inner = self.expression(place, depth)
        if any(sign in inner for sign in "'\"\\{}:!\n"):
            inner = self.probe()
        other = self.some([self.probe(), f"v({self.number()})"])
        ending = self.some(["", "!r", "!s", ":>6", ":{v(9)}", "=", " = ", "=!s"])
        return (
            f'f"{{{inner}{ending}}} and {{{{{other}}}}}"'
            if self.chance(20)
            else f'f"{{ {inner}{ending}}} and {{{other}}}"'
        )

    def lambda_(self, place: Place, depth: int) -> str:
        name = self.new("m")
        inside = replace(place, names=(name, *place.names), function="", in_class=False)
        if place.in_class or place.method:
            inside = replace(inside, walrus=False)
        body = self.expression(replace(inside, walrus=inside.walrus and self.chance(50)), depth)
        default = self.some(["", f"={self.expression(place, depth)}"])
        return f"(lambda {name}{default}: {body})({self.expression(place, depth)})"

    def comprehension(self, place: Place, depth: int) -> str:
        name = self.new("i")
        inside = replace(
            place, names=(name, *([] if place.in_class else place.names)), function="",
            walrus=place.walrus and not place.in_class,
        )  # fmt: skip
        clauses = f"for {name} in {self.iterable(place, depth)}"
        if self.chance(40):
            clauses += f" if {self.expression(inside, depth)}"
        if self.chance(25):
            second = self.new("i")
            clauses += f" for {second} in {self.iterable(replace(inside, walrus=False), depth)}"
            inside = replace(inside, names=(second, *inside.names))
        element = self.expression(inside, depth)
        if place.waits and self.chance(40):
            test = self.some(["", "", f" if {self.expression(inside, 1)}"])
            return f"[{element} async for {name} in arrive({self.number(3)}){test}]"
        return self.some([
            f"[{element} {clauses}]", f"[{element} {clauses}]", f"list({element} {clauses})",
            f"{{v({self.number()}): {element} {clauses}}}", f"any({element} {clauses})",
            f"calls([(lambda: {element}) {clauses}])",
        ])  # fmt: skip

    def yield_(self, place: Place, depth: int) -> str:
        kinds = [f"(yield {self.expression(place, depth)})", "(yield)"]
        if place.function == "generator":
            kinds.append(f"(yield from {self.iterable(place, depth)})")
        return self.some(kinds)

    def await_(self, place: Place, depth: int) -> str:
        return f"(await awaitable({self.expression(place, depth)}))"


FAVOURITES = (
    "augmented unpacking delete assertion chained imports annotated break_ continue_ return_ raise_ if_ while_ for_ try_ "
    "with_ function generator klass coroutine asynchronous_generator async_for async_with binary unary compare chain "
    "boolean ternary call subscript slice attribute method_call display dictionary formatted lambda_ comprehension walrus "
    "yield_ await_ deep"
).split()
COMPOUND = re.compile(r"(if|while|for|try|with|def|class|async|else|elif|except|finally)\b|@")


def is_simple(lines: list[str]) -> bool:
    """Is *lines* one line that others may share?"""
    return len(lines) == 1 and not COMPOUND.match(lines[0]) and "#" not in lines[0] and lines[0][0] != " "


def programs(size: int = 8) -> st.SearchStrategy[str]:
    """Source texts."""
    return st.randoms(use_true_random=False).map(lambda random: Writer(random, size).program())
