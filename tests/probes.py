"""What random programs are made of at run time, and a way to see what they did.

    seen(source)                        ->  what it did: every call of a special method, in order, and how it ended
    seen(source, plain=True)            ->  of that, what the Language Reference promises
    seen(source, failing=3)             ->  the same where every FAILING-th entry of the log is also a failure
    python probes.py                    ->  the same for sources on standard input, a line of JSON each

Most values are probes: objects with every special method, each of which says in a log that it was called.  So
the log shows in which order and how often anything was evaluated.  Loops and calls are bounded twice: by how
programs are written, and by the length of the log, beyond which each entry raises an exception.

Runs on Python 3.9 and later, and needs nothing but this file.
"""

from __future__ import annotations

import builtins
import json
import re
import signal
import sys
import types
import typing
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

OWN_CLASS = re.compile(
    r"\btyping\.(?=Type|Param)"
)  # messages call classes that stand for them by short names
LONGEST_LOG = 1500
MOST_SECONDS = 20
FAILING = 13
NEVER_FAILING = "ended by", "caught", "subclass", "prepare", "new"
ADDRESS = re.compile(r"\bat 0x[0-9a-f]+")
# What the attribute is called that an object without a protocol lacks.
OF_PROTOCOL = re.compile(r"has no attribute '__\w+__'")
# Exceptions whose texts are those that somebody gave them, or a key.
GIVEN = "AssertionError", "KeyError", "StopIteration", "SystemExit"
# A qualified name; plain outputs promise its last part only (frames).
QUALIFIED = re.compile(r"(?:[A-Za-z_]\w*\.(?:<locals>\.)?)*([A-Za-z_]\w*)")
# What stands for things that only the interpreter makes.
STANDING_FOR = (
    "_GenericTypeAlias",
    "_LateTypeParameter",
    "_TypeAlias",
    "_TypeParameterWithDefault",
    "_TypeVariableTupleWithDefault",
)
# What plain outputs import.
IMPORTED = "collections", "functools", "inspect", "operator", "sys", "types", "typing"
STANDING_FOR_COROUTINES = {"_Coroutine": "coroutine", "_AsyncGenerator": "async_generator"}

BINARY = "add sub mul matmul truediv floordiv mod pow lshift rshift and or xor".split()
COMPARISONS = "lt le gt ge ne".split()
UNARY = "neg pos invert".split()


class Exhausted(Exception):
    """The log is full; from here on everything raises."""


class Failure(Exception):
    """What `fail` raises."""


class OtherFailure(Failure, KeyError):
    """What `fail` raises for an odd number."""


@dataclass(repr=False)
class Run:
    """One run: its log, and the numbers of its probes."""

    log: list[str] = field(default_factory=list)
    made: int = 1000
    annotations: dict[str, dict[str, Callable]] = field(default_factory=dict)
    plain: bool = False
    failing: int = 0  # if not 0, which entries of the log fail

    def say(self, *words: object) -> None:
        if len(self.log) >= LONGEST_LOG:
            raise Exhausted
        if self.plain and words[0] in ("ended by", "caught"):
            words = words[0], *promised(*words[1:])
        self.log.append(" ".join(shown(word, self.plain) for word in words))
        number = len(self.log)
        if self.failing and (number + self.failing) % FAILING == 0 and words[0] not in NEVER_FAILING:
            # A mapping that knows a name that a body has bound, and raises a KeyError for it, is asked otherwise in plain.
            missing = self.plain and words[:2] == ("namespace", "get")
            raise (OtherFailure if number % 2 and not missing else Failure)(number)

    def name_of(self, kind: type, error: BaseException) -> str:
        """What *kind*, the class of *error*, is called; with plain, as far as that is promised."""
        return promised(kind.__name__, error.args)[0] if self.plain else kind.__name__

    def probe(self) -> Any:
        self.made += 1
        return self.kind(self.made)

    def __post_init__(self) -> None:
        self.kind = probe_class(self)
        self.row, self.table, self.point, self.asked = subject_classes(self)

    def names(self) -> dict[str, Any]:
        """The names that a program finds."""
        return {
            "__name__": "program", "__builtins__": builtins, "p": self.p, "v": self.v, "say": self.say,
            "fail": self.fail, "manager": self.manager, "awaitable": self.awaitable, "arrive": self.arrive,
            "items": self.items, "drive": self.drive, "decorate": self.decorate, "exhaust": self.exhaust, "calls": self.calls,
            "collect": self.collect, "Failure": Failure, "OtherFailure": OtherFailure, "Base": base_class(self),
            "Meta": metaclass(self), "Row": self.row, "Table": self.table, "Point": self.point, "Kind": self.asked,
            "kinds": Kinds(self), "group": self.group, "parts": self.parts, "typing_of": self.typing_of,
            "__converted__": converted, "__formatted__": format, "noted": self.noted, "read_notes": self.read_notes, "read_annotations": self.read_annotations,
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

    def group(self, number: int) -> None:
        """Raise a group of exceptions; *number* says which."""
        self.say("group", number)
        some = [Failure(number), OtherFailure(number + 1), KeyError(number), TypeError(number)]
        if number % 4 == 0:
            raise some[number % 3]
        members: list[Exception] = some[: 1 + number % 4]
        if number % 3 == 0:
            members.insert(1, ExceptionGroup("inner", some[number % 3 :]))  # type: ignore[name-defined]
        raise ExceptionGroup(f"group {number}", members)  # type: ignore[name-defined]

    def parts(self, template: Any) -> tuple:
        """The texts and the fields of a template string, or of a tuple that stands for one."""
        if type(template) is not tuple:
            fields = ((part.value, part.conversion, part.format_spec) for part in template.interpolations)
            template = (tuple(template.strings), tuple(fields))
        self.say("template", template)
        return template

    def typing_of(self, what: Any, *attributes: str) -> tuple:
        """What *what*, a type parameter or a type alias, says of itself."""
        out = []
        for name in attributes:
            try:
                out.append(shown(getattr(what, name), self.plain))
            except Exception as error:
                out.append(f"{name}: {shown(error, self.plain)}")
        self.say("typing", what, out)
        return tuple(out)

    def noted(self, owner: str, name: str = "", evaluate: Callable | None = None) -> None:
        """Note how an annotation of *owner* is evaluated; without a name, forget those noted before."""
        if evaluate is None:
            self.annotations[owner] = {}
        else:
            self.annotations[owner][name] = evaluate

    def read_notes(self, owner: str) -> None:
        """Say what the annotations are that were noted for *owner*."""
        self.say("annotations", {name: note() for name, note in self.annotations[owner].items()})

    def read_annotations(self, owner: Any) -> None:
        """Say what the annotations of *owner* are."""
        self.say("annotations", dict(owner.__annotations__.items()))

    def decorate(self, number: int) -> Callable:
        """A decorator that gives back what it decorates."""
        self.say("decorator", number)

        def apply(what: Any) -> Any:
            self.say("decorate", number, what)
            return what

        return apply


def converted(value: Any, conversion: str) -> Any:
    """*value* after a conversion of f-strings."""
    return {"": lambda it: it, "r": repr, "s": str, "a": ascii}[conversion](value)


@dataclass
class Manager:
    """A context manager, for `with` and `async with`."""

    run: Run
    number: int

    def __enter__(self) -> int:
        self.run.say("enter", self.number)
        return self.number

    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        self.run.say("exit", self.number, kind and self.run.name_of(kind, error))
        return self.number % 3 == 0

    async def __aenter__(self) -> int:
        self.run.say("aenter", self.number)
        return await Awaitable(self.run, self.number)

    async def __aexit__(self, kind: Any, error: Any, trace: Any) -> bool:
        self.run.say("aexit", self.number, kind and self.run.name_of(kind, error))
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
            hidden = name[:2] == "__" or name == ".type_params"  # which CPython's own code asks for
            if not hidden and (not run.plain or name in self):  # plain asks for names of the class only
                run.say("namespace get", name)
            return super().__getitem__(name)

        def __setitem__(self, name: str, value: Any) -> None:
            if name[:2] != "__":
                run.say("namespace set", name, value)
            super().__setitem__(name, value)

        def __delitem__(self, name: str) -> None:
            if name[:2] != "__" or not run.plain:  # `locals()` deletes names of cells, up to Python 3.12
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


class Kinds:
    """Has values for patterns, and says when one is fetched."""

    def __init__(self, run: Run, path: str = "kinds") -> None:
        self.run, self.path = run, path

    def __getattr__(self, name: str) -> Any:
        self.run.say("get", self.path, name)
        if name.startswith("more"):
            return Kinds(self.run, f"{self.path}.{name}")
        return self.run.kind(len(self.path) % 5) if name == "probe" else 1


def subject_classes(run: Run) -> tuple[type, type, type, type]:
    """A sequence, a mapping, an object with attributes, and what says that odd ones are its instances."""

    class Row(Sequence):
        def __init__(self, *values: Any) -> None:
            self.values = values

        def __len__(self) -> int:
            if not run.plain:  # kinds: the Reference lets it be asked once for several cases
                run.say("length of a row")
            return len(self.values)

        def __getitem__(self, at: Any) -> Any:
            if (
                not run.plain
            ):  # kinds: CPython iterates and goes past the end; plain asks for what it looks at, by index
                run.say("item of a row", at)
            return self.values[at]

    class Table(Mapping):
        def __init__(self, **values: Any) -> None:
            self.values_ = values

        def __len__(self) -> int:
            if not run.plain:  # kinds: it may be asked once for several cases
                run.say("length of a table")
            return len(self.values_)

        def __iter__(self) -> Any:
            run.say("keys of a table")
            return iter(self.values_)

        def __getitem__(self, key: Any) -> Any:
            run.say("item of a table", key)
            return self.values_[key]

    class Point:
        __match_args__ = ("x", "y")

        def __init__(self, *values: Any) -> None:
            vars(self).update(zip(("_x", "_y"), values))

        def __getattr__(self, name: str) -> Any:
            run.say("attribute of a point", name)
            try:
                return vars(self)["_" + name]
            except KeyError:
                raise AttributeError(name) from None

    class Asking(type):
        def __instancecheck__(cls, what: Any) -> bool:
            run.say("is it of the kind?", what)
            return getattr(what, "number", 1) % 2 == 1

    return Row, Table, Point, Asking("Kind", (), {"__match_args__": ("number",)})


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

    answers: dict[str, Callable] = dict.fromkeys(UNARY, new)
    for name in BINARY:
        answers |= {name: new_or_not, "r" + name: new_or_not}
        answers["i" + name] = lambda self, other: self if self.number % 2 else NotImplemented
    answers |= dict.fromkeys(COMPARISONS, new_or_not)
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


OF_TYPING = tuple(
    getattr(typing, name)
    for name in ("TypeVar", "TypeVarTuple", "ParamSpec", "TypeAliasType")
    if hasattr(typing, name)
)


def shown(value: Any, plain: bool = False) -> str:
    """*value* in words that are the same in every run; asks no object for anything.

    With *plain*, the words tell what the Language Reference promises: no text of the interpreter's, and of functions
    and of what stands for a coroutine or a type parameter no more than plain outputs have.
    """
    kind = type(value)
    if plain and kind is str and (qualified := QUALIFIED.fullmatch(value)):
        value = qualified[1]
    if kind in (int, float, complex, str, bytes, bool, type(None), type(...), type(NotImplemented)):
        return repr(value) if kind is not str else OWN_CLASS.sub("", ADDRESS.sub("at 0x", value))
    if kind.__name__ == "Probe":
        return f"<{object.__getattribute__(value, 'number')}>"
    if kind in (set, frozenset):  # in an order that no address decides
        return f"{kind.__name__}({', '.join(sorted(shown(item, plain) for item in value))})"
    if kind in (list, tuple):
        return f"{kind.__name__}({', '.join(shown(item, plain) for item in value)})"
    if kind is dict:
        items = (f"{shown(key, plain)}: {shown(item, plain)}" for key, item in value.items())
        return "{" + ", ".join(items) + "}"
    if kind is slice:
        return f"[{shown(value.start, plain)}:{shown(value.stop, plain)}:{shown(value.step, plain)}]"
    if isinstance(value, BaseException):
        name, args = promised(kind.__name__, value.args) if plain else (kind.__name__, value.args)
        return f"{name}{shown(args, plain)}"
    if isinstance(value, (types.FunctionType, type)):
        return f"{kind.__name__} {name_in_plain(value) if plain else value.__qualname__}"
    if plain and kind.__name__ in STANDING_FOR or isinstance(value, OF_TYPING):
        return f"{value!r} of typing"
    return STANDING_FOR_COROUTINES.get(kind.__name__, kind.__name__) if plain else kind.__name__


def promised(name: str, args: tuple) -> tuple[str, tuple]:
    """The *name* and *args* of an exception, without the interpreter's words.

    What has no such method need not be told in the same words as what does not have the protocol.
    """
    if name in GIVEN or name not in vars(builtins) or name.endswith("Group"):
        return name, args
    if name == "AttributeError" and any(OF_PROTOCOL.search(arg) for arg in args if type(arg) is str):
        name = "TypeError"
    return name, tuple(arg for arg in args if type(arg) is not str)


def name_in_plain(value: Any) -> str:
    """The name of a function or class; that of a function of ours is as good as that of one without a name."""
    name = value.__name__.strip("<>")
    return name if type(value) is type else re.sub(r"_\d+_?$", "", name.lstrip("_"))


@dataclass(frozen=True)
class Seen:
    """What a program did: its log, the names it left, how it ended."""

    log: tuple[str, ...]
    names: dict[str, str]
    end: tuple[str, ...]


def seen(source: str, plain: bool = False, failing: int = 0) -> Seen:
    """Run *source* here, in a namespace of its own; with *plain*, what the Language Reference promises of it."""
    run = Run(plain=plain, failing=failing)
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
                ended = chain(error, plain)
            left = {
                key: shown(value, plain)
                for key, value in space.items()
                if key not in given
                and key[0] != "_"
                and not (plain and key in IMPORTED and type(value) is types.ModuleType)
            }
    return Seen(tuple(run.log), dict(sorted(left.items())), ended)


def chain(error: BaseException | None, plain: bool = False, depth: int = 2) -> tuple[str, ...]:
    """An exception and those that it came from; of a group, those of its members, too, to some *depth*."""
    out: list[str] = []
    while error is not None and len(out) < 20:
        out.append(shown(error, plain) + (" from" if error.__cause__ is not None else ""))
        for number, member in enumerate(getattr(error, "exceptions", ()) if depth else ()):
            out += [f"{number}: {words}" for words in chain(member, plain, depth - 1)]
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


def serve() -> None:
    """Answer each source on standard input with what it did, or with the error that it is.

    A line of JSON each: the source, whether only what the Language Reference promises is asked for, what fails.
    """
    for line in sys.stdin:
        try:
            answer = asdict(seen(*json.loads(line)))
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}", "line": getattr(error, "lineno", None)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    serve()
