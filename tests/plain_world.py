"""A world in which whatever is done to anything is written into a log: names read and stored, special methods called.

Worlds differ: what is true, how many items there are, whether a manager swallows exceptions, whether there is an
attribute; now and then something has no special methods at all.  In each world one entry of the log, or
two, may fail.  Words are told as `probes.shown` tells them in plain: what the Language Reference promises.
"""

from __future__ import annotations

import builtins
import types
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from hashlib import blake2b
from typing import Any

from plain_forms import UNFAILING, Form
from probes import shown as in_words

LONGEST_LOG = 150
SECONDS = 5


class Failure(Exception):
    """Raised in the place of an entry of the log."""


class Frozen(Exception):
    """An exception that refuses to be changed."""

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)


class Overfull(BaseException):
    """The log is full."""


FAILURES: tuple[Callable[[], BaseException], ...] = (
    *(
        partial(kind, "on purpose")
        for kind in (
            Failure, ValueError, KeyboardInterrupt, AttributeError, StopIteration, TypeError, GeneratorExit, StopAsyncIteration,
        )
    ),
    lambda: ExceptionGroup("one", [ValueError(1)]),
    lambda: ExceptionGroup("both", [ValueError(1), KeyError(2), ExceptionGroup("inner", [ValueError(3)])]),
)  # fmt: skip


class World:
    """A world: its log, and what it is like, which its number decides."""

    def __init__(self, form: Form, lot: int, fails_at: int = -1, unseen: tuple[str, ...] = ()) -> None:
        self.lot, self.fails_at, self.unseen = lot, fails_at, unseen
        self.unfailing = UNFAILING.get(form.name, ())
        self.fails_again = fails_at + self.draw(4, "again")
        self.log: list[str] = []
        self.asked: Counter[str] = Counter()
        self.kept: list[object] = []  # what must not be let go, and closed, at a time that nobody promises

    def say(self, *words: object) -> None:
        """Write that something is done; it fails if it is its turn."""
        at = len(self.log)
        if at >= LONGEST_LOG:
            raise Overfull
        self.note(*words)
        if self.log[-1].startswith(self.unseen):
            self.log.pop()
        elif at in (self.fails_at, self.fails_again) and not self.log[-1].startswith(self.unfailing):
            raise self.failure(at)

    def failure(self, *words: object) -> BaseException:
        """An exception; which, the *words* decide."""
        return FAILURES[self.draw(len(FAILURES), *words, "failure")]()

    def note(self, *words: object) -> None:
        """Write what became of it."""
        self.log.append(" ".join(in_words(word, plain=True) for word in words))

    def draw(self, count: int, *words: object) -> int:
        """A number below *count* for what the *words* say, the same each time in this world."""
        return int.from_bytes(blake2b(f"{self.lot} {words}".encode(), digest_size=4).digest(), "big") % count

    def truth(self, name: str) -> bool:
        """Whether what is called *name* is true, now; nothing is for long."""
        self.asked[name] += 1
        return bool(self.draw(3, name, "true")) and self.asked[name] < 3

    @cached_property
    def point(self) -> Any:
        """The class that patterns name."""
        return point(self)

    def named(self, name: str) -> Any:
        """What a program finds under *name*."""
        kind = self.draw(16, name, "kind")
        return (5, "ab", [1, 2], None)[kind] if kind < 4 else Probe(self, name)

    def items(self, name: str) -> Iterator:
        """An iterator: a generator or another one, which can do more or less."""
        count = self.draw(4, name, "items")
        kind = self.draw(3, name, "iterator")
        made = (generated, Steps, Delegate)[kind](self, name, count)
        self.kept.append(made)
        return made


class Probe:
    """Has every special method; each writes that it was called, and on what."""

    __slots__ = ("world", "number")

    def __init__(self, world: World, name: str) -> None:
        object.__setattr__(self, "world", world)
        object.__setattr__(self, "number", name)

    def __getattribute__(self, name: str) -> Any:
        world, own = of(self)
        world.say("get", self, name)
        if name.startswith("__"):
            return object.__getattribute__(self, name)
        if world.draw(5, own, name) == 0:
            raise AttributeError(name)
        return world.named(f"{own}.{name}")

    def __setattr__(self, name: str, value: object) -> None:
        of(self)[0].say("set", self, name, value)

    def __delattr__(self, name: str) -> None:
        of(self)[0].say("del", self, name)

    def __bool__(self) -> bool:
        world, name = of(self)
        world.say("bool", self)
        return world.truth(name)

    def __len__(self) -> int:
        world, name = of(self)
        world.say("len", self)
        return world.draw(4, name, "items")

    def __hash__(self) -> int:
        of(self)[0].say("hash", self)
        return 1

    def __format__(self, how: str) -> str:
        world, name = of(self)
        world.say("format", self, how)
        return name

    def __repr__(self) -> str:
        world, name = of(self)
        world.say("repr", self)
        return name

    def __str__(self) -> str:
        world, name = of(self)
        world.say("str", self)
        return name

    def __call__(self, *values: object, **named: object) -> Any:
        world, name = of(self)
        world.say("call", self, values, named)
        return values[0] if values and world.draw(2, name, "gives back") else Probe(world, f"{name}()")

    def __getitem__(self, key: object) -> Any:
        world, name = of(self)
        world.say("getitem", self, key)
        return world.named(f"{name}[{in_words(key)}]")

    def __setitem__(self, key: object, value: object) -> None:
        of(self)[0].say("setitem", self, key, value)

    def __delitem__(self, key: object) -> None:
        of(self)[0].say("delitem", self, key)

    def __iter__(self) -> Iterator:
        world, name = of(self)
        world.say("iter", self)
        return world.items(name)

    def __enter__(self) -> Any:
        world, name = of(self)
        world.say("enter", self)
        return Probe(world, f"{name}.entered")

    def __exit__(self, kind: Any, error: Any, traceback: Any) -> Any:
        world, name = of(self)
        world.say("exit", self, kind, error, traceback is not None)
        return Probe(world, f"{name}.swallows")

    def __aenter__(self) -> Any:
        world, name = of(self)
        world.say("aenter", self)
        return world.named(f"{name}.aentered")

    def __aexit__(self, kind: Any, error: Any, traceback: Any) -> Any:
        world, name = of(self)
        world.say("aexit", self, kind, error, traceback is not None)
        return Probe(world, f"{name}.aexited")

    def __await__(self) -> Iterator:
        world, name = of(self)
        world.say("await", self)
        return world.items(name)

    def __aiter__(self) -> Any:
        world, name = of(self)
        world.say("aiter", self)
        return Arrivals(world, name)


def of(probe: Probe) -> tuple[World, str]:
    """The world and the name of *probe*."""
    return object.__getattribute__(probe, "world"), object.__getattribute__(probe, "number")


def operator_method(name: str) -> Callable:
    def method(self: Probe, other: object) -> Any:
        world, own = of(self)
        world.say(name, self, other)
        return (
            NotImplemented
            if world.draw(6, own, name) == 0
            else Probe(world, f"({own} {name} {in_words(other)})")
        )

    return method


for operation in "lt le gt ge eq ne add radd iadd".split():
    setattr(Probe, f"__{operation}__", operator_method(operation))


def generated(world: World, name: str, count: int) -> Iterator:
    """A generator that tells what is sent and thrown."""
    for number in range(count):
        world.say("next", name, number)
        try:
            world.note("sent", name, (yield Probe(world, f"{name}{number}")))
        except GeneratorExit:
            world.say("closed", name)
            raise
        except BaseException as error:
            world.say("thrown", name, error)
            if world.draw(2, name, "fails"):
                raise
    world.say("ended", name)
    return Probe(world, f"{name} returned")


class Steps:
    """An iterator that can do nothing else."""

    def __init__(self, world: World, name: str, count: int) -> None:
        self.world, self.name, self.left, self.number = world, name, count, 0

    def __getattribute__(self, name: str) -> Any:
        own = object.__getattribute__
        if name in ("send", "throw", "close"):
            own(self, "world").say("fetch", name, own(self, "name"))
        return own(self, name)

    def __iter__(self) -> Steps:
        self.world.say("iter of iterator", self.name)
        return self

    def __next__(self) -> Any:
        self.world.say("next", self.name, self.number)
        if self.number >= self.left:
            raise StopIteration(f"{self.name} returned")
        self.number += 1
        return Probe(self.world, f"{self.name}{self.number}")


class Delegate(Steps):
    """An iterator that takes what is sent and thrown, but is no generator."""

    def send(self, value: object) -> Any:
        self.world.say("send", self.name, value)
        return next(self)

    def throw(self, *error: Any) -> Any:
        self.world.say("throw", self.name, error[-1] if isinstance(error[-1], BaseException) else error[0]())
        if self.world.draw(2, self.name, "fails"):
            raise error[0]
        return next(self)

    def close(self) -> None:
        self.world.say("close", self.name)


class Arrivals:
    """An asynchronous iterator."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name, self.left = world, name, world.draw(4, name, "items")

    def __anext__(self) -> Any:
        self.world.say("anext", self.name, self.left)
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        return Probe(self.world, f"{self.name} arrived {self.left}")


class Place(dict):
    """The namespace of a program, which tells what the program does to its own names."""

    def __init__(self, world: World, given: Mapping[str, object], names: frozenset[str]) -> None:
        super().__init__(given)
        self.world, self.names = world, names

    def __getitem__(self, name: str) -> Any:
        value = super().__getitem__(name)
        if name in self.names:
            self.world.say("read", name)
        return value

    def __setitem__(self, name: str, value: object) -> None:
        super().__setitem__(name, value)
        if name in self.names:
            self.world.say("store", name, value)

    def __delitem__(self, name: str) -> None:
        super().__delitem__(name)
        if name in self.names:
            self.world.say("del", name)


def given_to(world: World, form: Form) -> dict[str, Any]:
    """What the program of *form* finds in *world*."""
    found = {name: base(world, name) if name in form.bases else given_as(name, world) for name in form.names}
    return found | {
        "__name__": "program",
        "__builtins__": builtins,
    }


def given_as(name: str, world: World) -> Any:
    """What a program finds under *name* in *world*."""
    if name in ("f", "decorator", "Fn"):
        return Probe(world, name)
    if name == "Point":
        return world.point
    if name == "s" and world.draw(2, "subject"):
        return subject(world)
    if name in ("A", "B") and world.draw(2, "errors"):
        return (ValueError, KeyError("key"), 5, Probe(world, "no error"), Frozen, None)[world.draw(6, name)]
    return world.named(name)


def base(world: World, name: str) -> Any:
    """Something to be the base of a class."""

    class Meta(type):
        def __prepare__(name: str, bases: tuple, **named: object) -> Any:  # type: ignore[override]
            world.say("prepare", name, bases, named)
            return Place(world, {}, frozenset(("a", "c", "f", "hi", "A", "B", "area")))

        def __new__(mcs, name: str, bases: tuple, space: Mapping, **named: object) -> Any:
            world.say("new", name, bases, named)
            return type.__new__(mcs, name, bases, dict(space), **named)

        def __init__(cls, name: str, bases: tuple, space: Mapping, **named: object) -> None:
            world.say("init", name, bases, named)

    class Told:
        def __init_subclass__(cls, **named: object) -> None:
            world.say("subclass", cls, named)
            if hasattr(cls, "hi"):
                world.note("early", cls().hi())

        def hi(self) -> str:
            return f"hi of {type(self).__name__}"

    class Entry:
        def __mro_entries__(self, bases: tuple) -> tuple:
            world.say("entries", len(bases))
            return (Told,)

    some = (Told, type.__new__(Meta, name, (), {}), Entry(), object, Probe(world, name))
    return some[world.draw(len(some), name, "base")]


def point(world: World) -> Any:
    """A class for patterns, or something that is none."""

    class Asking(type):
        def __instancecheck__(cls, what: object) -> bool:
            world.say("is it of the kind?", what)
            return bool(world.draw(3, "of the kind"))

    class Point:
        __match_args__: Any = ("x", "y")

        def __getattr__(self, name: str) -> Any:
            world.say("get of point", name)
            if world.draw(4, name, "of point") == 0:
                raise AttributeError(name)
            return world.draw(2, name, "of point")

    class Short(Point):
        __match_args__ = ("x",)

    class Wrong(Point):
        __match_args__ = ["x", "y"]

    asking = Asking("Point", (), {"__match_args__": ("x", "y")})
    some = (Point, Point, Short, Wrong, asking, int, Probe(world, "Point"))
    return some[world.draw(len(some), "Point")]


def subject(world: World) -> Any:
    """Something for patterns to look at."""

    class Row(Sequence):
        def __init__(self, *values: object) -> None:
            self.values = values

        def __len__(self) -> int:
            world.say("len of row")
            return len(self.values)

        def __getitem__(self, at: Any) -> Any:
            world.say("getitem of row", at)
            return self.values[at]

    if type(world.point) is type and world.draw(2, "a point"):
        return world.point()
    named = Probe(world, "first"), Probe(world, "second")
    some = (
        ["go", 1],
        ("go", named[0]),
        [*named],
        "go",
        Row(*named),
        Row("go", named[0]),
        Row("go"),
        {"go": 1},
        1,
        2,
    )
    return some[world.draw(len(some), "subject")]


def modules(world: World, names: frozenset[str]) -> dict[str, Any]:
    """The modules that a program with these *names* may import, as far as there are any."""

    class Module(types.ModuleType):
        def __getattribute__(self, name: str) -> Any:
            if not name.startswith("__"):
                world.say("get of module", super().__getattribute__("__name__"), name)
            return super().__getattribute__(name)

    found: dict[str, Any] = {name: Module(name) for name in ("a", "a.b", "os")}
    vars(found["os"]).update(AssertionError=Failure, e=1, _hidden=2)
    if world.draw(3, "there is b"):
        vars(found["a"])["b"] = found["a.b"]
    if world.draw(3, "is a package"):
        vars(found["a"])["__path__"] = []
    missing = world.draw(5, "no module b")
    if missing == 0:
        found["a.b"] = None
    elif missing == 1:
        del found["a.b"]
    if not world.draw(6, "no module a"):
        found["a"] = None
    return {name: module for name, module in found.items() if name.partition(".")[0] in names}
