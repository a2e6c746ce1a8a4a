"""What the programs of the host contract find ready-made: objects that ordinary Python makes, on a host that lacks nothing.

A program shows one construct, and what it works on must not need others. `show` prints values, not texts.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any


def given(say: Callable[[str], None]) -> dict[str, Any]:
    """What a program finds among its names; what is printed there is handed to *say*."""

    def show(*values: object) -> None:
        say(" ".join(map(words, values)))

    names: dict[str, Any] = {
        "show": show,
        "thing": Thing(7),
        "matrix": Matrix(),
        "pairs": Pairs(),
        "none": None,
    }
    names |= {function.__name__: function for function in (*SEEN, *MADE)}
    names |= {
        kind.__name__: kind for kind in (Problem, Trouble, Point, Counting, Waiting, Arriving, Meta, Calling)
    }
    names |= {"Registering": Registering, "Adding": Adding, "Entry": Entry()}
    told = {"Manager": Manager, "Arrival": Arrival, "telling": telling}
    return names | {name: partial(made, say) for name, made in told.items()} | {"unbound": staticmethod}


def words(value: object) -> str:
    """*value* as it is shown: a number for what is true or false, 0 for None, items of what has some."""
    if value is None or isinstance(value, bool):
        return str(int(bool(value)))
    if isinstance(value, dict):
        return ",".join(f"{words(key)}:{words(item)}" for key, item in value.items()) or "-"
    if isinstance(value, (list, tuple, set, bytes)):
        return ",".join(map(words, value)) or "-"
    return str(value)


# --- kinds of objects -----------------------------------------------------------------------------


class Problem(Exception):
    """Something to raise."""


class Trouble(Exception):
    """Something else to raise."""


class Thing:
    """Has an attribute, and a method."""

    def __init__(self, size: int) -> None:
        self.size = size

    def plus(self, number: int) -> int:
        return self.size + number


class Point:
    """Has two attributes, which patterns may name by their positions."""

    __match_args__ = ("x", "y")

    def __init__(self, x: int = 0, y: int = 0) -> None:
        self.x, self.y = x, y


class Matrix:
    """Can be multiplied by another one."""

    def __matmul__(self, other: object) -> int:
        return 49


class Pairs:
    """Takes two indices."""

    def __getitem__(self, key: tuple[int, int]) -> int:
        return sum(key)


class Counting:
    """An iterable, and its own iterator, that gives the numbers up to *last*."""

    def __init__(self, last: int) -> None:
        self.last, self.number = last, 0

    def __iter__(self) -> Counting:
        return self

    def __next__(self) -> int:
        if self.number == self.last:
            raise StopIteration
        self.number += 1
        return self.number


class Manager:
    """A context manager that tells what is done to it, with a number."""

    def __init__(self, say: Callable[[str], None], swallows: int) -> None:
        self.say, self.swallows = say, swallows

    def __enter__(self) -> int:
        self.say("10")
        return 11

    def __exit__(self, kind: Any, error: Any, traceback: Any) -> bool:
        self.say("12" if kind is None else "13")
        return bool(self.swallows)


class Arrival(Manager):
    """An asynchronous context manager that does the same."""

    async def __aenter__(self) -> int:
        return self.__enter__()

    async def __aexit__(self, *details: Any) -> bool:
        return self.__exit__(*details)


class Arriving:
    """An asynchronous iterable of *items*."""

    def __init__(self, *items: object) -> None:
        self.items = iter(items)

    def __aiter__(self) -> Arriving:
        return self

    async def __anext__(self) -> object:
        await Waiting(0)
        for item in self.items:
            return item
        raise StopAsyncIteration


class Waiting:
    """Waits once, and is then *what* was waited for, or raises it."""

    def __init__(self, what: object) -> None:
        self.what = what

    def __await__(self) -> Any:
        yield
        if isinstance(self.what, Exception):
            raise self.what
        return self.what


class Meta(type):
    """A metaclass that adds an attribute."""

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> Meta:
        return super().__new__(cls, name, bases, {**namespace, "made": 5})


class Registering:
    """A base whose classes take a number."""

    def __init_subclass__(cls, number: int) -> None:
        cls.number = number


class Adding:
    """A base that keeps one more than it is given."""

    def __init__(self, number: int) -> None:
        self.size = number + 1


class Calling:
    """A base that calls a method of a class while that is made."""

    called: Callable[[], type]

    def __init_subclass__(cls) -> None:
        if object.__new__(cls).called() is not cls:
            raise Trouble


class Entry:
    """Stands for another base."""

    def __mro_entries__(self, bases: tuple[object, ...]) -> tuple[type, ...]:
        return (Thing,)


# --- functions ------------------------------------------------------------------------------------


def telling(say: Callable[[str], None]) -> Iterator[int]:
    """A generator that tells what it is sent, 8 if a problem is thrown into it, 9 if it is closed."""
    try:
        say(words((yield 1)))
    except Problem:
        say("8")
    except GeneratorExit:
        say("9")
        raise


def returning() -> Iterator[int]:
    """A generator that returns 7."""
    yield 1
    return 7


def caught(function: Callable[[], object]) -> BaseException | None:
    """What a call of *function* raises."""
    try:
        function()
    except BaseException as error:
        return error
    return None


def same(value: object) -> object:
    """*value*."""
    return value


def numbers(*values: object) -> list[object]:
    """A list."""
    return list(values)


def mapping(key: object, value: object) -> dict[object, object]:
    """A dictionary of two items."""
    return {key: value, 7: 7}


def group(*errors: Exception) -> BaseException:
    """A group of exceptions."""
    return ExceptionGroup("", errors)


def traced(function: Callable[..., Any]) -> Callable[..., Any]:
    """A decorator: gives the function back if it has its name, else nothing."""
    return function if function.__name__ in ("seven", "Box") else None  # type: ignore[return-value]


def doubling(function: Callable[..., Any]) -> Callable[..., Any]:
    """A decorator for a function that gives a number."""

    def seven() -> int:
        return 2 * function()

    return seven


def run(coroutine: Any) -> object:
    """What *coroutine* returns in the end."""
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


async def collected_soon(generator: Any) -> list[object]:
    """The items of an asynchronous generator."""
    return [item async for item in generator]


async def first_soon(generator: Any) -> object:
    """The first item of an asynchronous generator, which is closed then."""
    async for item in generator:
        try:
            await generator.athrow(GeneratorExit)
        except GeneratorExit:
            return item
    return None


def collected(generator: Any) -> object:
    """The items of an asynchronous generator."""
    return run(collected_soon(generator))


def first_of(generator: Any) -> object:
    """The first item of an asynchronous generator, which is closed then."""
    return run(first_soon(generator))


def listed(iterable: Any) -> list[object]:
    """The items of *iterable*."""
    return list(iterable)


def sent(generator: Any, value: object) -> list[object]:
    """What *generator* yields first, and when it is sent *value*."""
    return [next(generator), *stepped(generator.send, value)]


def thrown(generator: Any, error: Exception) -> list[object]:
    """What *generator* yields first, and when *error* is thrown into it."""
    return [next(generator), *stepped(generator.throw, error)]


def closed(generator: Any) -> object:
    """What *generator* yields before it is closed."""
    first = next(generator)
    generator.close()
    return first


def stepped(step: Callable[..., Any], value: object) -> list[object]:
    """What *step* gives for *value*: nothing if the generator ends."""
    try:
        return [step(value)]
    except StopIteration:
        return []


def value_in(thing: Any) -> object:
    """The attribute of *thing*, 0 if it has none."""
    return getattr(thing, "size", 0)


def arguments_of(error: BaseException) -> tuple[object, ...]:
    """The arguments of an exception."""
    return error.args


def size_of(error: Any) -> int:
    """How many exceptions are in *error*, a group."""
    return len(error.exceptions)


def has_cause(error: BaseException) -> tuple[bool, bool]:
    """Has *error* a cause, and is its context hidden?"""
    return isinstance(error.__cause__, Trouble), error.__suppress_context__


def attributes_of(kind: type) -> list[object]:
    """The attributes of a class that have numbers; first the number of its bases."""
    own = [getattr(kind, name) for name in sorted(dir(kind)) if not name.startswith("_")]
    return [len(kind.__mro__), *(value for value in own if isinstance(value, int))]


def annotations_of(thing: Any) -> list[int]:
    """What the annotations of *thing* are: 1 for a class, 2 for a text."""
    kinds = thing.__annotations__
    if isinstance(thing, type) and not kinds and "__annotate_func__" in vars(thing):
        kinds = vars(thing)["__annotate_func__"](1)
    return [1 if value is Point else 2 if value == "Point" else 0 for value in kinds.values()]


def annotated(annotations: dict[str, Any]) -> list[bool]:
    """What the annotations of a module are."""
    return [value is Point for value in annotations.values()]


def type_parameters_of(thing: Any) -> int:
    """How many type parameters *thing* has."""
    return len(thing.__type_params__)


def bound_of(thing: Any) -> bool:
    """Is the bound of the type parameter of *thing* as it should be?"""
    return thing.__type_params__[0].__bound__ is Point


def default_of(thing: Any) -> bool:
    """Is the default of the type parameter of *thing* as it should be?"""
    return thing.__type_params__[0].__default__ is Point


def value_of(alias: Any) -> object:
    """What a type alias stands for."""
    return alias.__value__


def fields_of(template: Any) -> list[object]:
    """The values of the fields of a template string, how many texts and parts it has, and its specifications."""
    fields = template.interpolations
    shown = [int(field.format_spec[1:]) for field in fields if field.format_spec]
    return [*(field.value for field in fields), len(template.strings), len(list(template)), *shown]


def is_module(thing: Any) -> bool:
    """Is *thing*, or what a lazy import gives for it, a module?"""
    return isinstance(thing, types.ModuleType)


def is_function(thing: Any) -> bool:
    """Is *thing* a function?"""
    return inspect.isroutine(thing)


def is_class_of(kind: type, thing: object) -> bool:
    """Is *kind* the class of the same program as that of *thing*?"""
    return type(thing) is kind


def is_point(kind: type) -> bool:
    """Is *kind* the class of points?"""
    return kind is Point


def is_ellipsis(value: object) -> bool:
    """Is *value* what three points stand for?"""
    return value is ...


def total(items: Any) -> int:
    """The sum of bytes, or of the codes of characters."""
    return sum(items if isinstance(items, bytes) else map(ord, items))


def has_docstring(thing: Any) -> bool:
    """Has *thing* a docstring?"""
    return bool(thing.__doc__)


MADE = (
    caught, returning, same, numbers, mapping, group, traced, doubling, run, collected, first_of, listed, sent, thrown, closed,
)  # fmt: skip
SEEN = (
    value_in, arguments_of, size_of, has_cause, attributes_of, annotations_of, annotated, type_parameters_of, bound_of,
    default_of, value_of, fields_of, is_module, is_function, is_class_of, is_point, is_ellipsis, total,
    has_docstring,
)  # fmt: skip
