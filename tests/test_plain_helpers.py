"""What plain outputs call at run time does what the construct does for which it stands."""

from __future__ import annotations

import ast
import asyncio
import types
from collections.abc import Callable
from pathlib import Path

import pytest

import mvpy.helpers.plain
from mvpy.helpers.plain.classes import ClassSetter, delete_name, look_up, naming
from mvpy.helpers.plain.coroutines import (
    AsyncGenerator,
    Value,
    async_iterator,
    asynchronous_generator,
    awaitable,
    coroutine,
    given,
    next_awaitable,
)  # fmt: skip
from mvpy.helpers.plain.delegation import resumed
from mvpy.helpers.plain.displays import dict_merged, dict_of, list_extended
from mvpy.helpers.plain.importing import import_from, import_star, submodule
from mvpy.helpers.plain.matching import (
    class_attributes,
    is_instance,
    is_mapping,
    is_sequence,
    mapping_rest,
    mapping_values,
)  # fmt: skip
from mvpy.helpers.plain.namespaces import bind, delete_global, load_global, set_up_annotations
from mvpy.helpers.plain.raising import raised_from
from mvpy.helpers.plain.text import long_text, octets, octets_together, text, together, tuple_of
from mvpy.helpers.plain.unpacking import unpack, unpack_starred

HELPERS = Path(mvpy.helpers.plain.__file__).parent
LONGEST = 25


@pytest.mark.parametrize("file", sorted(path.name for path in HELPERS.glob("[a-z]*.py")))
def test_a_helper_is_short(file: str):
    lines = (HELPERS / file).read_text(encoding="utf-8").splitlines()
    for node in ast.parse("\n".join(lines)).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            body = [line.strip() for line in lines[node.body[0].lineno : node.end_lineno]]
            said = ast.get_docstring(node, clean=False) or ""
            code = [line for line in body if line and not line.startswith("#")]
            assert len(code) - said.count("\n") < LONGEST, node.name


def raised(call: Callable[[], object]) -> str:
    """What *call* raises, or gives."""
    try:
        return repr(call())
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


def test_texts_bytes_and_tuples_are_put_together():
    assert long_text(3, 0x006162) == "\0ab"
    assert (text(97, 98), together("a", "bc"), octets(1, 2), octets_together(b"a", b"bc"), tuple_of(1, 2)) == (
        "ab", "abc", b"\1\2", b"abc", (1, 2),
    )  # fmt: skip


def test_an_iterable_is_unpacked_to_its_count():
    rest = iter("abcd")
    wrong = "ValueError: too many or not enough values to unpack"

    assert unpack(iter("ab"), 2) == unpack(["a", "b"], 2) == unpack(("a", "b"), 2) == ("a", "b")
    assert raised(lambda: unpack("ab", 3)) == wrong
    assert raised(lambda: unpack(rest, 2)) == wrong
    assert raised(lambda: unpack([1, 2, 3], 2)) == wrong
    assert raised(lambda: unpack((1,), 2)) == wrong
    assert next(rest) == "d"


def test_what_an_unpacked_list_becomes_later_does_not_count():
    items = ["a", "b"]
    found = unpack(items, 2)
    items.clear()

    assert found == ("a", "b")


def test_a_starred_target_takes_what_is_left():
    assert unpack_starred("abcd", 1, 1) == ["a", ["b", "c"], "d"]
    assert unpack_starred("ab", 1, 1) == ["a", [], "b"]
    assert unpack_starred("ab", 0, 0) == [["a", "b"]]
    assert raised(lambda: unpack_starred("ab", 1, 2)) == "ValueError: not enough values to unpack"


def test_an_exception_is_raised_from_its_cause():
    error = KeyError("key")

    assert raised_from(error, ValueError) is error and type(error.__cause__) is ValueError
    assert raised_from(error, None).__cause__ is None
    assert type(raised_from(KeyError, error)) is KeyError
    assert raised_from(KeyError, error).__cause__ is error
    assert raised(lambda: raised_from(3, None)) == "TypeError: exceptions must derive from BaseException"
    assert (
        raised(lambda: raised_from(error, 3)) == "TypeError: exception causes must derive from BaseException"
    )


def test_a_name_is_imported_from_what_has_it(monkeypatch: pytest.MonkeyPatch):
    module, inside = types.ModuleType("around"), types.ModuleType("around.inside")
    module.attribute = 3
    monkeypatch.setitem(import_from.__globals__["modules"], "around.inside", inside)

    assert import_from(module, "attribute") == 3
    assert import_from(module, "inside") is inside
    assert raised(lambda: import_from(module, "other")) == "ImportError: cannot import name 'other'"
    with pytest.raises(ImportError) as caught:
        import_from(module, "other")
    assert caught.value.name == "around"
    assert raised(lambda: import_from(object(), "other")) == "ImportError: cannot import name 'other'"


def test_what_an_import_binds():
    module, inside = types.ModuleType("around"), types.ModuleType("around.inside")
    module.inside, inside.last, inside._hidden = inside, 3, 4
    namespace, chosen = {}, {}
    import_star(inside, namespace)
    inside.__all__ = ["_hidden"]
    import_star(inside, chosen)

    assert submodule(module, "around") is module
    assert submodule(module, "around.inside.last") == 3
    assert (namespace, chosen) == ({"last": 3}, {"_hidden": 4})


class Keyed:
    def keys(self):
        return ["a"]

    def __getitem__(self, key):
        return key * 2


def test_displays_are_filled():
    items = {"a": 1}

    assert dict_of("a", 1, "b", 2) == {"a": 1, "b": 2}
    assert dict_merged(items, {"b": 2}) is items and items == {"a": 1, "b": 2}
    assert dict_merged(items, Keyed()) == {"a": "aa", "b": 2}
    assert list_extended([1], iter([2])) == [1, 2]
    assert raised(lambda: dict_merged({}, [1])) == "TypeError: argument after ** must be a mapping"


def test_names_are_found_bound_and_deleted():
    namespace = {"name": 1}

    assert (load_global(namespace, "name"), load_global(namespace, "len")) == (1, len)
    assert look_up(namespace, "name", int) == 1 and look_up(namespace, "other", int) == 0
    assert bind(namespace, "other", 2) == 2
    assert namespace == {"name": 1, "other": 2}
    delete_global(namespace, "name")
    delete_name(namespace, "other")
    assert namespace == {}
    for missing in (load_global, delete_global, delete_name):
        assert raised(lambda: missing(namespace, "name")) == "NameError: name 'name' is not defined"
    set_up_annotations(namespace)
    namespace["__annotations__"]["a"] = int
    set_up_annotations(namespace)
    assert namespace == {"__annotations__": {"a": int}}


def test_a_class_is_told_when_it_is_made():
    told = []

    class Made:
        setter = ClassSetter(told.append)

        @naming("named")
        def method(self): ...

    assert told == [Made] and not hasattr(Made, "setter")
    assert Made.method.__name__ == "named"


def steps():
    try:
        got = yield 1
        yield got
    except KeyError:
        yield "caught"


def test_delegation_passes_on_what_is_sent_and_thrown():
    started, nothing = steps(), iter([1, 2])

    assert resumed(started, None, None) == 1
    assert resumed(started, "sent", None) == "sent"
    assert resumed(started, None, KeyError()) == "caught"
    assert resumed(nothing, None, None) == 1
    assert raised(lambda: resumed(nothing, None, KeyError("k"))) == "KeyError: 'k'"
    assert resumed(nothing, None, None) == 2


def test_delegation_closes_what_it_can():
    started = steps()
    next(started)

    assert raised(lambda: resumed(started, None, GeneratorExit())) == "GeneratorExit: "
    assert started.gi_frame is None
    assert raised(lambda: resumed(iter([1]), None, GeneratorExit())) == "GeneratorExit: "


class Point:
    __match_args__ = ("x", "y")

    def __init__(self):
        self.x, self.y, self.z = 1, 2, 3


class Odd:
    __match_args__ = ("x", 3)
    x = 1


class Named:
    name = "n"


def test_a_class_pattern_looks_at_attributes():
    def seen(*arguments):
        found = class_attributes(*arguments)
        return None if found is None else tuple(found)

    point, missing = Point(), object()

    assert seen(point, Point, 2, "z") == (1, 2, 3)
    assert seen(point, Point, 1) == (1,)
    assert seen(point, Point, 0, "w") is None
    assert seen(missing, Point, 1) is None
    assert seen("text", str, 1) == ("text",)
    assert seen("text", str, 0, "real") is None
    assert seen(3, int, 0) == ()
    assert seen(3, int, 0, "real") == (3,)


@pytest.mark.parametrize(
    ("subject", "kind", "count", "names"),
    [
        (Point(), Point, 3, ()), ("text", str, 2, ()), (Named(), Named, 1, ()), (Odd(), Odd, 2, ()),
        (Point(), Point, 1, ("x",)), (3, 3, 0, ()),
    ],
)  # fmt: skip
def test_a_class_pattern_that_cannot_be_is_a_type_error(subject, kind, count, names):
    with pytest.raises(TypeError):
        class_attributes(subject, kind, count, *names)


def test_what_sequence_and_mapping_patterns_match():
    assert [is_sequence(one) for one in ([], (), range(1), "a", b"", bytearray(), {}, {1})] == [True] * 3 + [
        False
    ] * 5
    assert [is_mapping(one) for one in ({}, types.MappingProxyType({}), [], "a")] == [
        True,
        True,
        False,
        False,
    ]
    assert [is_instance(3, int), is_instance("3", int)] == [True, False]


def test_a_mapping_pattern_looks_keys_up():
    subject = {"a": 1, "b": 2, "c": None}

    assert mapping_values(subject, ("a", "c")) == (1, None)
    assert mapping_values(subject, ("a", "d")) is None
    assert mapping_rest(subject, ("a", "c")) == {"b": 2} and len(subject) == 3
    assert "duplicate key ('a')" in raised(lambda: mapping_values(subject, ("a", "a")))


@coroutine
def waits(value):
    """Waits for nothing."""
    got = yield from awaitable(asyncio.sleep(0, value))
    return got


def counted(last):
    for number in range(last):
        yield from awaitable(asyncio.sleep(0))
        got = yield Value(number)
        if got:
            yield Value(got)


def test_a_coroutine_is_awaited_once():
    async def twice():
        made = waits(3)
        return await made, await made

    assert waits.__name__ == "waits" and waits.__doc__ == "Waits for nothing."
    assert asyncio.run(waits(3)) == 3
    assert raised(lambda: asyncio.run(twice())) == "RuntimeError: cannot reuse already awaited coroutine"


def test_a_coroutine_takes_what_is_thrown_and_closed():
    made = coroutine(steps)()

    assert made.send(None) == 1
    assert made.throw(KeyError()) == "caught"
    made.close()
    assert made.steps.gi_frame is None


def test_an_asynchronous_generator_gives_what_is_wrapped_and_awaits_the_rest():
    async def all_of():
        made = asynchronous_generator(counted)(3)
        out = [await made.asend(None), await made.asend("sent")]
        return out + [number async for number in made]

    assert asynchronous_generator(counted).__name__ == "counted"
    assert asyncio.run(all_of()) == [0, "sent", 1, 2]


def test_an_asynchronous_generator_takes_what_is_thrown():
    def caught():
        try:
            yield Value("first")
        except KeyError:
            yield Value("caught")

    async def thrown():
        made = AsyncGenerator(caught())
        return [await made.asend(None), await made.athrow(KeyError()), [one async for one in made]]

    assert asyncio.run(thrown()) == ["first", "caught", []]


def test_what_an_asynchronous_generator_awaits_is_told_of_errors():
    class Waiting:
        def __await__(self):
            try:
                yield "waits"
            except KeyError:
                return "told"

    def awaiting():
        yield Value((yield from awaitable(Waiting())))

    step = AsyncGenerator(awaiting()).asend(None)

    assert step.send(None) == "waits"
    assert raised(lambda: step.throw(KeyError())) == "StopIteration: told"


def test_what_is_awaited_has_a_method_for_it():
    async def items():
        yield 1

    async def run():
        made = items()
        same = async_iterator(made) is made
        return same, await given(next_awaitable(made))

    assert asyncio.run(run()) == (True, 1)
    assert raised(lambda: awaitable(3)) == "TypeError: object can't be used in 'await' expression"
