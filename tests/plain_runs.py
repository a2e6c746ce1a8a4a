"""What programs do in the worlds of `plain_world.py`.

    seen(code, form, lot)            ->  what *code* did in the world of that number, how it ended, what it left
    seen(code, form, lot, fails_at)  ->  the same, where what would be entry number *fails_at* raises an exception

What a program leaves is used: functions are called, classes derived from, generators driven, thrown into and closed.
"""

from __future__ import annotations

import inspect
import signal
import sys
import types
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple
from unittest.mock import patch

from plain_forms import Form
from plain_world import Place, Probe, World, given_to, modules
from probes import IMPORTED, chain, shown as in_words

SECONDS = 30
# What every class has, and what the interpreter tells of one that it made.
STANDARD = {*vars(type("Any", (), {})), "__annotations__", "__firstlineno__", "__static_attributes__"}


class Seen(NamedTuple):
    """What a program did, how it ended, and what it left under its names and under such as nobody gave it."""

    log: list[str]
    ended: tuple[str, ...]
    left: list[str]


def compiled(source: str) -> types.CodeType:
    """The code of the program *source*."""
    return compile(source, "<program>", "exec", dont_inherit=True)


def seen(
    code: types.CodeType, form: Form, lot: int, fails_at: int = -1, unseen: tuple[str, ...] = ()
) -> Seen:
    """What *code*, the program of *form* or what became of it, does in the world *lot*.

    With *fails_at*, the entry of that number fails.  Entries that begin with one of *unseen* are left out.
    """
    world = World(form, lot, fails_at, unseen)
    given = given_to(world, form)
    place = Place(world, given, form.names)
    with warnings.catch_warnings(), patch.dict(sys.modules, modules(world, form.names)), hook(world):
        warnings.simplefilter("ignore")
        ended = outcome(lambda: exec(code, place))
        for name in sorted(form.names & set(left_in(place, given))):
            if not ended:
                use(world, name, dict.__getitem__(place, name))
        left = {name: in_words(value, plain=True) for name, value in left_in(place, given).items()}
    log, world.log, world.fails_at, world.fails_again = world.log, [], -1, -1
    return Seen(log, ended, sorted(map(" is ".join, left.items())))


def left_in(place: Place, given: Mapping[str, object]) -> dict[str, object]:
    """What is in *place* that was not *given*, but for what plain outputs add."""
    return {
        name: value
        for name, value in dict.items(place)
        if value is not given.get(name, place)
        and (name[0] != "_" or name == "__annotations__")
        and not (name in IMPORTED and isinstance(value, types.ModuleType))
    }


@contextmanager
def hook(world: World) -> Iterator[None]:
    """In this, the *world* is told of asynchronous generators that begin."""
    before = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(firstiter=lambda generator: world.note("begins", generator))
    try:
        yield
    finally:
        sys.set_asyncgen_hooks(*before)


def outcome(action: Callable[[], object]) -> tuple[str, ...]:
    """What *action* raises, and what that came from; nothing if it ends well."""
    try:
        action()
    except BaseException as error:
        return chain(error, plain=True)
    return ()


def use(world: World, name: str, value: Any, depth: int = 3) -> None:
    """Do to *value* what can be done, as long as there is something new to see."""
    kind = type(value)
    if not depth or kind in (Probe, type(None)):
        return
    if kind is types.FunctionType:
        world.note(name, value.__name__.replace("<lambda>", "_lambda"), value.__doc__, value.__annotations__)
        world.note(name, getattr(value, "__type_params__", ()))
        used(world, f"{name}()", lambda: value(*arguments(world, value)), depth)
    elif issubclass(kind, type):
        world.note(name, value.__name__, value.__doc__, value.__module__, value.__bases__)
        world.note(name, sorted(set(vars(value)) - STANDARD), [key for key in vars(value) if key[0] != "_"])
        world.note(name, vars(value).get("__annotations__"))
        used(world, f"{name}()", value, depth)
        used(world, f"subclass of {name}", lambda: type(name, (value,), {"__module__": "program"})(), depth)
    elif hasattr(kind, "asend"):
        drive_later(world, name, value)
    elif hasattr(kind, "send"):
        drive(world, name, value)
    elif vars(kind).get("__module__") == "program":
        for attribute in [key for key in dir(kind) if key[0] != "_"]:
            used(world, f"{name}.{attribute}", lambda: getattr(value, attribute), depth)
            method = getattr(kind, attribute)
            if type(method) is types.FunctionType:
                world.note("name", method.__name__)
                used(world, f"{name}.{attribute}()", lambda: getattr(value, attribute)(), depth)


def used(world: World, name: str, action: Callable[[], Any], depth: int) -> None:
    """Do *action*, and use what it gives."""
    results: list[Any] = []
    stepped(world, name, lambda: results.append(action()) or results[0])  # type: ignore[func-returns-value]
    for result in results:
        use(world, name, result, depth - 1)


def arguments(world: World, function: Callable) -> list[Probe]:
    """What to call *function* with."""
    parameters = inspect.signature(function).parameters.values()
    return [
        Probe(world, f"argument {one.name}") for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD
    ]


def drive(world: World, name: str, generator: Any) -> None:
    """Run the *generator* or coroutine *name* to its end; what is sent and thrown depends on the world."""
    awaited = hasattr(type(generator), "__await__") and world.draw(2, name, "awaited")
    steps = generator.__await__() if awaited else generator
    sent: Any = None
    for number in range(12):
        step = step_of(world, name, number)
        if step == THROW:
            failed = stepped(world, name, lambda: steps.throw(thrown(world, name, number)))
        else:
            failed = stepped(world, name, lambda: steps.close() if step == CLOSE else steps.send(sent))
        if failed or step == CLOSE:
            break
        sent = Probe(world, f"sent {number}") if number % 2 == 0 else None
    world.note("closed", name, *outcome(lambda: steps.close()))
    if awaited:
        world.note("again", name, *outcome(lambda: generator.__await__().send(None)))


def drive_later(world: World, name: str, generator: Any) -> None:
    """Run the asynchronous *generator* to its end."""
    sent: Any = None
    for number in range(4):
        step = step_of(world, name, number)

        def awaitable() -> Any:
            if step == THROW:  # before its first step, what is thrown is not thrown inside
                return generator.athrow(thrown(world, name, number) if number else KeyError("thrown"))
            return generator.aclose() if step == CLOSE else generator.asend(sent)

        if stepped(world, name, lambda: run(world, name, awaitable())) or step == CLOSE:
            break
        sent = Probe(world, f"sent {number}")
    world.note("closed", name, *outcome(lambda: run(world, name, generator.aclose())))


THROW, CLOSE, SEND = range(3)


def step_of(world: World, name: str, number: int) -> int:
    """What is done to *name* at this step; in half of the worlds it is run to its end."""
    if not world.draw(2, name, "in a hurry"):
        return SEND
    return (THROW, THROW, CLOSE, *[SEND] * 5)[world.draw(8, name, number)]


def thrown(world: World, name: str, number: int) -> BaseException:
    """What is thrown into *name*; a StopIteration ends a delegation from Python 3.12 on only."""
    error = world.failure(name, number)
    return KeyError("thrown") if type(error) is StopIteration and sys.version_info < (3, 12) else error


def run(world: World, name: str, awaitable: Any) -> Any:
    """The value of *awaitable*."""
    steps = awaitable.__await__() if world.draw(2, name, "awaited") else awaitable
    try:
        while True:
            world.note("waits", name, steps.send(None))
    except StopIteration as stop:
        return stop.value


def stepped(world: World, name: str, action: Callable[[], Any]) -> tuple[str, ...]:
    """What a step of *name* raises; what it gives is written down."""
    results: list[Any] = []
    failed = outcome(lambda: results.append(action()))
    world.note("step", name, *(failed or ("gives", *results)))
    return failed


@contextmanager
def time_limit() -> Iterator[None]:
    """What runs in this ends."""

    def stop(*_: object) -> None:
        raise TimeoutError("the program does not end")

    previous = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)
