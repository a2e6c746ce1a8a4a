"""Random programs that are defined: they end, they need nothing, and two runs of one do the same.

Writer(random.Random(7)).program()  ->  source text
programs()                          ->  a Hypothesis strategy for source texts
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from newer_constructs import NewerConstructs, Version

NEWEST = (3, 15)
RUNNING = sys.version_info[:2]

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
    returns: bool = True
    own: tuple[str, ...] = ()  # the local variables of the function
    readable: tuple[str, ...] = ()  # names that may be read and not bound
    method: bool = False
    types: tuple[str, ...] = ()  # type parameters
    owner: str | None = ""  # the class whose annotations are noted here, "" for the module, or nobody

    @property
    def waits(self) -> bool:
        """May it use `await`?"""
        return self.function in ("coroutine", "asynchronous generator")

    @property
    def yields(self) -> bool:
        """May it use `yield`?"""
        return self.function in ("generator", "asynchronous generator")


class Writer(NewerConstructs):
    """Writes one program, by the choices of *random*.

    Each program has some favourites among the constructs; so even the rare ones meet each other.  It is in the
    newest *syntax*, as far as *native* can compile it, or has other words for it: those are in its *older*
    version.
    """

    def __init__(
        self, random: random.Random, size: int = 12, native: Version = RUNNING, syntax: Version = RUNNING,
        older: bool = False,
    ) -> None:  # fmt: skip
        self.random, self.left, self.count = random, size, 0
        self.native, self.syntax, self.older = native, syntax, older
        self.favourites = {self.some(FAVOURITES) for _ in range(4)}
        self.postponed = self.chance(6)
        self.annotated_module = False
        self.late = self.has("late") and not self.postponed

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
        if self.late and self.older:
            lines.append("noted('')")
        while self.left > 0:
            if self.has("lazy") and self.chance(10):
                lines.append(self.lazy())
            more, place = self.statement(place, 4, definition=self.chance(50))
            lines += self.guarded(more) if self.chance(60) else more
        lines.append("say('end', a, b, c)")
        if self.late and self.annotated_module:
            lines.append("read_notes('')" if self.older else "say('annotations', __annotate__(1))")
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
        simple += [self.type_alias] * self.has("type_alias")
        newer = [self.match_, self.match_] * self.has("match") + [self.except_star] * self.has("except_star")
        compound = [
            *newer, self.if_, self.if_, self.while_, self.for_, self.try_, self.try_, self.with_, *definitions,
        ]  # fmt: skip
        jumps = [self.raise_]
        if place.jumps and place.loop:
            jumps += [self.break_, self.continue_] * 2
        if place.jumps and place.function and place.returns:
            jumps += [self.return_]
        if place.types:
            simple += [self.question]
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
            if self.has("starred_subscript") and self.chance(25):
                return self.starred_subscript(place, 0)
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
        target, parts = self.new("n"), ""
        match self.number(6):
            case 0:
                parts = self.probe()
                target = f"{parts}.attribute"
            case 1:
                probe, index = self.probe(), self.expression(place, 1)
                target, parts = f"{probe}[{index}]", f"({probe}, {index})"
        noted = not parts and not place.function and place.owner is not None
        self.annotated_module |= noted and not place.owner
        if not (self.late and self.older):
            return [f"{target}: {annotation}{value}"]
        plain = f"{target}{value}" if value else parts or "pass"
        return [
            (
                f"{plain}; {self.noted(place.owner, target, annotation)}"
                if noted and place.owner is not None
                else plain
            )
        ]

    def annotation(self, place: Place, bare: bool = False) -> str:
        """An annotation; where it is a text only, nothing may be bound in it.  If it is *bare*, it holds no function."""
        if self.late and place.in_class:
            place = replace(place, names=("g",), readable=())
        types = place.types[-2:] if not self.late or self.native >= (3, 14) else ()
        readable = (*place.readable, *(types if self.chance(40) else ()))
        place = replace(place, walrus=False, function="function", readable=readable)
        return self.atom(place) if bare else self.expression(place, 1)

    def question(self, place: Place, depth: int) -> list[str]:
        """Something about a type parameter that can be seen here."""
        name = self.some(place.types)
        return [self.some([self.asked(name), f"say({name})", f"say({name}.__name__)"])]

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
        cause = self.some(
            ["", f" from OtherFailure({self.number()})", " from None", f" from {self.expression(place, 1)}"]
        )
        raised = self.some(
            [f"Failure({self.expression(place, 1)})"] * 3 + ["KeyError", self.expression(place, 1)]
        )
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
                else f"except {self.types(kind)}:".replace(" :", ":")
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
        text = ", ".join(items)
        if self.has("parenthesized_items") and self.chance(20):
            text = self.some([f"({text})", f"({text},)", f"(\n{text}\n)"])
        return self.suite(f"{keyword} {text}:", place, depth)

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
        uses = [
            f"exhaust({call})",
            f"exhaust({call})",
            f"say(*{call})",
            f"for a in {call}: say(a)",
            f"c = list({call})",
        ]
        return [*lines, self.some(uses)]

    def coroutine(self, place: Place, depth: int) -> list[str]:
        lines, call = self.definition(self.new("co"), "coroutine", place, depth)
        return [*lines, f"{self.name(place)} = {self.awaited(call, place)}"]

    def asynchronous_generator(self, place: Place, depth: int) -> list[str]:
        lines, call = self.definition(self.new("ag"), "asynchronous generator", place, depth)
        if place.waits and self.chance(50):
            return [
                *lines,
                *self.suite(f"async for {self.name(place)} in {call}:", replace(place, loop=True), depth),
            ]
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
        generic, types = "", place.types
        if self.has("type_parameters") and self.chance(25):
            generic, names = self.type_parameters(place)
            types += names
        within = replace(place, types=types)
        bare = bool(generic) and place.in_class and not self.has("comprehension_in_bound")
        annotations = {one: self.annotation(within, bare)} if self.chance(15) else {}
        if shape == 3 and not self.late and self.has("starred_annotation") and self.chance(20):
            annotations[two] = "*items(1)"
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
            classes=place.classes[-2:], function=kind, method=bool(first), types=types,
        )  # fmt: skip
        decorated = f"decorate({self.expression(place, 0)})"
        if self.has("decorator") and self.chance(30):
            decorated = f"[{decorated}][0]"
        decorator = [f"@{decorated}"] if self.chance(15) else []
        body = self.block(inside, depth, 4)
        if inside.yields:
            body.append("    yield " + self.expression(inside, 1))
        keyword = "async def" if inside.waits else "def"
        if self.chance(8):
            annotations["return"] = self.annotation(within, bare)
        if not (self.late and self.older):
            for parameter, text in annotations.items():
                parameters = parameters.replace(parameter, f"{parameter}: {text}", 1)
        gives = (
            f" -> {annotations['return']}"
            if "return" in annotations and not (self.late and self.older)
            else ""
        )
        parameters = ", ".join(part for part in (first, parameters) if part)
        read = self.annotations_read(name, annotations) if annotations and not place.in_class else []
        lines = [*decorator, f"{keyword} {name}{generic}({parameters}){gives}:", *head, *body, *read]
        return lines, f"{name}({arguments})"

    def annotations_read(self, name: str, annotations: dict[str, str]) -> list[str]:
        """Statements that ask the function *name* for its *annotations*, if they are evaluated late."""
        if not self.late or self.chance(40):
            return []
        if not self.older:
            return [f"read_annotations({name})"]
        notes = [self.noted(name, parameter, text) for parameter, text in annotations.items()]
        return [f"noted({name!r})", *notes, f"read_notes({name!r})"]

    def klass(self, place: Place, depth: int) -> tuple[list[str], Place]:
        name = self.new("K")
        bases = [self.some(place.classes)] if place.classes and self.chance(50) else []
        if self.chance(20):
            bases += [f"key={self.expression(replace(place, walrus=False), 1)}"]
            bases.insert(0, "Base")
        elif not bases and self.chance(25):
            bases = [f"metaclass=Meta, key={self.probe()}"]
        lines = [f"@decorate({self.number()})"] if self.chance(15) else []
        generic, types = "", place.types
        bare = (
            any("=" in base for base in bases) and place.in_class and not self.has("comprehension_in_bound")
        )
        if self.has("type_parameters") and not bare and self.chance(25):
            generic, names = self.type_parameters(place)
            types += names
        lines.append(f"class {name}{generic}({', '.join(bases)}):")
        if self.chance(15):
            lines.append("    'documented'")
        owner = None if "metaclass" in "".join(bases) else name
        if self.late and self.older and owner:
            lines.append(f"    noted({name!r})")
        inside = replace(
            place, names=(self.new("k"), *place.names), in_class=True, function="", loop=False, own=(),
            types=types, owner=owner,
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
        if self.late and owner and not place.in_class and self.chance(50):
            lines.append(f"read_notes({name!r})" if self.older else f"read_annotations({name})")
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
        kinds += [
            kind
            for kind in (self.starred_subscript, self.any_field, self.template, self.spread)
            if self.has(kind.__name__)
        ]
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
    "yield_ await_ deep match_ except_star type_alias question starred_subscript any_field template spread"
).split()
COMPOUND = re.compile(r"(if|while|for|try|with|def|class|async|else|elif|except|finally)\b|@")


def is_simple(lines: list[str]) -> bool:
    """Is *lines* one line that others may share?"""
    return len(lines) == 1 and not COMPOUND.match(lines[0]) and "#" not in lines[0] and lines[0][0] != " "


def programs(size: int = 8) -> st.SearchStrategy[str]:
    """Source texts, in the syntax of the Python that runs."""
    return seeds().map(lambda seed: Writer(random.Random(seed), size).program())


def newest_programs(size: int = 8) -> st.SearchStrategy[tuple[str, str]]:
    """Source texts in the newest syntax, and their older versions, in the syntax of the Python that runs."""
    return seeds().map(lambda seed: both_versions(seed, size))


def both_versions(
    seed: int, size: int, native: Version = RUNNING, syntax: Version = NEWEST
) -> tuple[str, str]:
    """The program of this *seed*, and its older version, which the Python *native* compiles."""
    new, old = (Writer(random.Random(seed), size, native, syntax, older) for older in (False, True))
    texts = new.program(), old.program()
    assert new.random.getstate() == old.random.getstate(), "the two versions come from other choices"
    return texts


def seeds() -> st.SearchStrategy[int]:
    return st.integers(0, 2**64 - 1)
