"""The constructs that came after Python 3.8, for random programs.

A construct that the Python which runs the originals can't compile may still be compared, if older ones say the
same in other words.  `self.either(new, old)` gives the new words, or the old ones in a program's older version.
Both versions come from the same choices, so no choice may depend on what has been written already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from programs_strategy import Place

Version = tuple[int, int]
SINCE: dict[str, Version] = {
    "decorator": (3, 9),
    "parenthesized_items": (3, 10),
    "match": (3, 10),
    "except_star": (3, 11),
    "starred_subscript": (3, 11),
    "starred_annotation": (3, 11),
    "type_parameters": (3, 12),
    "type_alias": (3, 12),
    "any_field": (3, 12),
    "default_of_type": (3, 13),
    "comprehension_in_bound": (3, 13),
    "template": (3, 14),
    "bare_types": (3, 14),
    "late": (3, 14),
    "spread": (3, 15),
    "lazy": (3, 15),
}
HAS_OLDER_WORDS = {"any_field", "template", "bare_types", "late", "spread", "lazy"}
LITERALS = [
    "0",
    "1",
    "-1",
    "7",
    "1.5",
    "-2j",
    "1 + 2j",
    "'x'",
    "'a' 'b'",
    "b'x'",
    "None",
    "True",
    "False",
    '"q\'"',
]


class NewerConstructs:
    """The part of a Writer that knows the newer constructs."""

    native: Version
    syntax: Version
    older: bool

    def has(self, construct: str) -> bool:
        """May programs use *construct*?"""
        since = SINCE.get(construct, (3, 8))
        return since <= self.syntax and (since <= self.native or construct in HAS_OLDER_WORDS)

    def either(self, new: str, old: str, construct: str) -> str:
        """*new*, or in a program's older version what says the same."""
        return old if self.older and self.native < SINCE[construct] else new

    # match --------------------------------------------------------------------------------

    def match_(self, place: Place, depth: int) -> list[str]:
        lines = [f"match {self.subject(place)}:"]
        cases = 1 + self.number(4)
        for number in range(cases):
            guard = f" if {self.test(place)}" if self.chance(25) else ""
            names = self.names_to_bind(place)
            last = bool(guard) or number == cases - 1
            pattern = self.pattern(names, 2, bare=last, opened=True)
            lines += [f"    {line}" for line in self.suite(f"case {pattern}{guard}:", place, depth)]
        return lines

    def subject(self, place: Place) -> str:
        one, two = self.expression(place, 1), self.expression(place, 1)
        return self.some([
            f"[{one}, {two}]", f"{one}, *items({self.number(3)})", f"Row({one}, {two})", f"Row({self.number()})",
            f"{{'k': {one}, 'n': {two}}}", f"Table(k={one})", f"Point({one}, {two})", f"Point({self.number(3)})", self.probe(),
            self.name(place), str(self.number(3)), "'x'", self.expression(place, 2), f"({one}, ({two}, [{self.number(2)}]))",
            f"[Point({one}, 1), {{'k': Row({two})}}]", f"({self.name(place)} := {one})" if place.walrus else one,
        ])  # fmt: skip

    def names_to_bind(self, place: Place) -> list[str]:
        """Some of the names that may be bound here, each once."""
        names = [name for name in place.names if not name.startswith("i")]
        return sorted({self.some(names) for _ in range(self.number(3))}) if names else []

    def pattern(self, names: Sequence[str], depth: int, bare: bool = False, opened: bool = False) -> str:
        """A pattern that binds *names*; *bare*, if it may match anything; *opened*, if it may be `a, b`."""
        if bare and len(names) < 2 and self.chance(35):
            return names[0] if names else "_"
        if depth <= 0 and not names:
            return self.some(
                [self.some(LITERALS), self.value(), "int()", "str()", "Kind()", "[]", "{}", "[_, _]"]
            )
        if names and self.chance(20):
            return f"{self.closed(self.pattern(names[1:], depth - 1))} as {names[0]}"
        kinds = [self.sequence_pattern, self.mapping_pattern, self.class_pattern]
        if depth > 0:
            kinds += [self.alternatives]
        kind = self.some(kinds)
        text = kind(names, depth)
        bracketed = kind == self.sequence_pattern and text[-2:] in (",]", ",)")
        return text[1:-1] if opened and bracketed else text

    def closed(self, text: str) -> str:
        """The pattern *text* where it may stand beside others."""
        return f"({text})" if " as " in text or " | " in text else text

    def value(self) -> str:
        return self.some(["kinds.one", "kinds.probe", "kinds.more.one", "kinds.more.probe"])

    def split(self, names: Sequence[str], count: int) -> list[list[str]]:
        """*names*, each for one of *count* parts."""
        parts: list[list[str]] = [[] for _ in range(count)]
        for name in names:
            parts[self.number(count)].append(name)
        return parts

    def sequence_pattern(self, names: Sequence[str], depth: int) -> str:
        rest = list(names)
        star = ""
        if self.chance(45):
            star = f"*{rest.pop() if rest and self.chance(60) else '_'}"
        parts = [self.part(some, depth) for some in self.split(rest, 1 + self.number(3))]
        if star:
            parts.insert(self.number(len(parts) + 1), star)
        return self.some(["[{},]", "({},)", "[{}]"] if parts else ["[]", "()"]).format(", ".join(parts))

    def part(self, names: Sequence[str], depth: int) -> str:
        """A pattern inside another one."""
        return self.pattern(names, depth - 1, bare=len(names) < 2 and self.chance(70))

    def mapping_pattern(self, names: Sequence[str], depth: int) -> str:
        rest = list(names)
        ending = f", **{rest.pop()}" if rest and self.chance(40) else ""
        keys = self.some([["'k'"], ["'k'", "'n'"], ["'n'", "kinds.one"], ["1"], ["0", "'k'"]])
        parts = [f"{key}: {self.part(some, depth)}" for key, some in zip(keys, self.split(rest, len(keys)))]
        return f"{{{', '.join(parts)}{ending}}}"

    def class_pattern(self, names: Sequence[str], depth: int) -> str:
        name, most = self.some(
            [("Point", 2), ("Point", 2), ("Kind", 1), ("int", 1), ("str", 1), ("list", 1), ("tuple", 1)]
        )
        parts = [self.part(some, depth) for some in self.split(names, max(1, self.number(most + 1)))]
        if name == "Point" and self.chance(50):
            parts = [*parts[:-1], f"{'x' if len(parts) == 1 else 'y'}={parts[-1]}"]
        elif name == "Kind" and self.chance(50):
            parts = [f"attribute={parts[0]}"]
        return f"{name}({', '.join(parts)})"

    def alternatives(self, names: Sequence[str], depth: int) -> str:
        count = 2 + self.number(2)
        return " | ".join(self.closed(self.pattern(names, depth - 1)) for _ in range(count))

    # except* ------------------------------------------------------------------------------

    def except_star(self, place: Place, depth: int) -> list[str]:
        lines = ["try:", *self.block(place, depth, 2)]
        if self.chance(75):
            lines.append(f"    group({self.number(16)})")
        inside = replace(place, loop=False, returns=False)
        for _ in range(1 + self.number(3)):
            kind = self.some(["Failure", "OtherFailure", "KeyError", "(KeyError, TypeError)", "Exception"])
            if self.has("bare_types") and self.chance(15):
                kind, name = self.either("KeyError, TypeError", "(KeyError, TypeError)", "bare_types"), ""
            else:
                kind = self.some([kind, kind, f"v({kind})"])
                name = " as error" if self.chance(60) else ""
            handler = self.block(inside, depth, 2)
            if name:
                handler.insert(0, "    say('caught', error)")
            if self.chance(25):
                handler.append(
                    self.some(["    raise", "    raise Failure(12)", "    group(6)", "    raise error"])
                )
            lines += [f"except* {kind}{name}:", *handler]
        if self.chance(30):
            lines += ["else:", *self.block(place, depth, 2)]
        if self.chance(30):
            lines += ["finally:", *self.block(place, depth, 2)]
        return lines

    def types(self, kind: str) -> str:
        """The types *kind* of an `except` without a name, perhaps without their parentheses."""
        if kind[:1] == "(" and self.has("bare_types") and self.chance(50):
            return self.either(kind[1:-1], kind, "bare_types")
        return kind

    # Type parameters ----------------------------------------------------------------------

    def type_parameters(self, place: Place) -> tuple[str, tuple[str, ...]]:
        """A list of type parameters, and their names."""
        texts, names, default = [], [], False
        bare = not self.has("comprehension_in_bound") and place.in_class
        inside = replace(place, walrus=False, function="function" if place.function else "")
        for kind in self.some([[""], ["", ""], ["", "*"], ["", "*", "**"], ["**"], ["", "", "*"]]):
            private = "__" if place.in_class and self.chance(15) else ""
            name = self.new(f"{private}{'P' if kind == '**' else 'T'}")
            text = f"{kind}{name}"
            bound = self.atom(inside) if bare else self.expression(inside, 2)
            if kind == "" and self.chance(60):
                text += self.some([f": {bound}", f": ({bound}, {self.probe()})"])
            default = default or self.has("default_of_type") and self.chance(25)
            if default:
                text += f" = {self.some([bound, '*items(2)'] if kind == '*' else [bound])}"
            texts.append(text)
            names.append(name)
        return f"[{', '.join(texts)}]", tuple(names)

    def asked(self, name: str) -> str:
        """A question to the type parameter *name*."""
        more = ", '__default__'" if self.has("default_of_type") else ""
        bound = "" if "P" in name else ", '__bound__', '__constraints__'"  # that of a real ParamSpec differs
        return f"typing_of({name}, '__name__'{bound}{more})"

    def type_alias(self, place: Place, depth: int) -> list[str]:
        name = self.new("X")
        parameters, names = self.type_parameters(place) if self.chance(40) else ("", ())
        bare = not self.has("comprehension_in_bound") and place.in_class
        inside = replace(place, walrus=False, function="function" if place.function else "")
        value = (
            self.atom(inside)
            if bare
            else self.expression(replace(inside, readable=(*inside.readable, *names)), 2)
        )
        lines = [f"type {name}{parameters} = {value}"]
        asked = f"typing_of({name}, '__name__', '__value__', '__type_params__')"
        return [*lines, self.some([asked, f"{asked}; {asked}", f"say({name})"])]

    # Strings ------------------------------------------------------------------------------

    def any_field(self, place: Place, depth: int) -> str:
        """An f-string whose fields may hold anything."""
        text, value = '"', []
        for part in self.fields(place, depth):
            if isinstance(part, str):
                text += part
                value.append(f"'{part}'")
            else:
                field, conversion, spec = part
                text += f"{{({field}){conversion and '!' + conversion}{spec and ':' + spec}}}"
                value.append(
                    f"__formatted__(__converted__({field}, {conversion!r}), {self.specification(spec)})"
                )
        return self.either(f'f{text}"', f"''.join(({''.join(part + ', ' for part in value)}))", "any_field")

    def fields(self, place: Place, depth: int) -> list:
        """What a string is made of: texts, and fields with their conversion and their specification."""
        parts: list = [self.some(["", "a ", "two "])]
        for _ in range(1 + self.number(2)):
            conversion = self.some(["", "", "r", "s", "a"])
            spec = self.some(["", "", ">6", "{v(9)}", "<{v(7)}"])
            parts += [(self.expression(place, depth), conversion, spec), self.some(["", " b", "!"])]
        return [part for part in parts if part]

    def specification(self, spec: str) -> str:
        """An expression for the format specification *spec*, a text and at most one field behind it."""
        text, _, field = spec.partition("{")
        return f"''.join(('{text}', __formatted__({field[:-1]}, '')))" if field else f"'{text}'"

    def template(self, place: Place, depth: int) -> str:
        texts, text, fields = [""], "", ""
        for part in self.fields(place, depth):
            if isinstance(part, str):
                text += part
                texts[-1] += part
            else:
                field, conversion, spec = part
                text += f"{{({field}){conversion and '!' + conversion}{spec and ':' + spec}}}"
                fields += (
                    f"({field}, {repr(conversion) if conversion else None}, {self.specification(spec)}), "
                )
                texts.append("")
        return f"parts({self.either(f't{chr(34)}{text}{chr(34)}', f'({tuple(texts)!r}, ({fields}))', 'template')})"

    # Comprehensions -----------------------------------------------------------------------

    def spread(self, place: Place, depth: int) -> str:
        """A comprehension that unpacks its element."""
        name, item = self.new("i"), self.new("i")
        inside = replace(
            place, names=(name, *([] if place.in_class else place.names)), function="", walrus=False
        )  # fmt: skip
        clauses = f"for {name} in {self.iterable(place, depth)}"
        if self.chance(30):
            clauses += f" if {self.expression(inside, depth)}"
        one, two = self.expression(inside, depth), self.expression(inside, depth)
        if place.waits and self.chance(30):
            clauses = f"async for {name} in arrive({self.number(3)})"
        element = self.some([f"({one}, {two})", f"[{one}]", f"items({self.number(3)})", self.probe()])
        listed = self.either(f"*{element} {clauses}", f"{item} {clauses} for {item} in {element}", "spread")
        keyed = self.either(
            f"**{{v(1): {one}}} {clauses}", f"{item}k: {item} {clauses} for {item}k, {item} in {{v(1): {one}}}.items()",
            "spread",
        )  # fmt: skip
        kinds = [f"[{listed}]", f"[{listed}]", f"{{{keyed}}}"]
        if "async" not in clauses:
            kinds += [f"any({listed})" if self.older else f"any(({listed}))", f"tuple(({listed}))"]
        return self.some(kinds)

    # Subscripts, imports ------------------------------------------------------------------

    def starred_subscript(self, place: Place, depth: int) -> str:
        parts = [self.expression(place, depth) for _ in range(self.number(2))]
        parts.insert(self.number(len(parts) + 1), f"*{self.some(['items(2)', self.iterable(place, depth)])}")
        return f"{self.probe()}[{', '.join(parts)}]"

    def lazy(self) -> str:
        """A lazy import; only a module may have it, outside of all blocks."""
        text = self.some([
            "import operator", "import os.path as path", "from operator import add as plus", "import os.path, operator as op",
            "from math import (pi, e as euler)", "from operator import (add,  # one\n    sub)",
        ])  # fmt: skip
        return self.either(f"lazy {text}", text, "lazy")

    # Annotations --------------------------------------------------------------------------

    def noted(self, owner: str, name: str, annotation: str) -> str:
        """What notes an annotation in an older version."""
        return f"noted({owner!r}, {name!r}, lambda: {annotation})"
