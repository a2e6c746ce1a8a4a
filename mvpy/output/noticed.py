"""What a program may notice of its being desugared: the places at which it looks at something that has changed.

A place is told only if the output has what could be seen there: names of ours in the namespace that is looked at,
functions or names of ours for who looks at frames, temporaries for who waits for the end of an object, and so on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property

import libcst as cst

from mvpy.helpers.hosted_names import BUILTINS, TYPING, is_own
from mvpy.machine.context import Context
from mvpy.reading.unpromised import Home, Look, Places
from mvpy.reading.warned import Warned
from mvpy.scopes.analysis import own_in
from mvpy.tree.nodes import nodes_inside, statements_and_clauses

# What stands above a program, and comes from no line of it: names of ours, and modules.
DEFINITION = re.compile(r"^(_(?!_)\w* = |(def|class) _|import |from )", re.MULTILINE)

Owner = cst.Module | cst.FunctionDef | cst.ClassDef  # of names

# What outputs call that others have written in Python.
ELSEWHERE = frozenset({"new_class", *TYPING})


class Output:
    """The finished *tree* of the program of *cx*, and its text: *code* with its source map, *lines*."""

    def __init__(self, tree: cst.Module, code: str, lines: Sequence[int], cx: Context) -> None:
        self.tree, self.cx = tree, cx
        above = "\n".join(text for text, line in zip(code.split("\n"), lines) if not line)
        self.has_definitions = bool(DEFINITION.search(above))
        used = cx.names.hosted.used.values()
        self.has_helpers = any(isinstance(what, str) and is_own(what) for what in used)

    @cached_property
    def owners(self) -> dict[Home, list[Owner]]:
        """What has names of its own in each place, by the lines of the source: the module, functions and classes."""
        found: dict[Home, list[Owner]] = {("module", 0): [self.tree]}
        stack: list[tuple[cst.CSTNode, int]] = [(statement, 0) for statement in self.tree.body]
        while stack:
            node, line = stack.pop()
            if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
                line = self.cx.lines.of(node, line)
                kind = "function" if isinstance(node, cst.FunctionDef) else "class"
                found.setdefault((kind, line), []).append(node)
            stack += [(part, line) for part in statements_and_clauses(node)]
        return found

    def names_at(self, home: Home) -> set[str]:
        """The names that live at *home*; who asks for a few places need not have all scopes analysed."""
        return set().union(*map(own_in, self.owners.get(home, ())))

    @cached_property
    def functions(self) -> set[str]:
        """The names of functions."""
        owners = [owner for several in self.owners.values() for owner in several]
        return {owner.name.value for owner in owners if isinstance(owner, cst.FunctionDef)}

    @cached_property
    def ours(self) -> set[str]:
        """Our names that something in the program itself is bound to."""
        return set().union(*map(self.names_at, self.owners)) & self.cx.names.temporaries

    def shows(self, look: Look) -> bool:
        """May *look* see here what it does not see in the program?"""
        match look.kind:
            case "namespace":
                return any(self.has_others(home, known, look.by_name) for home, known in look.homes)
            case "frames":
                return self.has_definitions or bool(self.ours)
            case "release":  # a helper that fails keeps what it was given
                return self.has_helpers or bool(self.ours - self.cx.names.flags - self.functions)
        return look.builtin in self.called if look.builtin else look.construct in self.gone

    def has_others(self, home: Home, known: frozenset[str], by_name: bool) -> bool:
        """Are there names at *home* that are not *known*, and can be seen by who may ask only *by_name*?"""
        if home[0] == "class" and home not in self.owners:
            return not by_name  # a mapping of ours has been filled
        new = {name for name in self.names_at(home) - known if not name.startswith("__")}
        shown = self.cx.names.of_program if by_name else self.cx.names.of_program | self.cx.names.temporaries
        above = not by_name and home[0] == "module" and self.has_definitions
        return above or bool(new & shown)

    @cached_property
    def called(self) -> Collection[str]:
        """The builtins that what is ours asks for when it runs: for all, if some of it is in another module."""
        names = self.cx.names.hosted
        elsewhere = set(names.used.values()) & ELSEWHERE
        if elsewhere or self.has_helpers and self.cx.program.helpers:
            return BUILTINS
        own = {helper for helper, name in names.names.items() if helper == name}
        return own | set(names.own_names().values())

    @cached_property
    def gone(self) -> set[str]:
        """The constructs that are gone: somewhere the program has one, and the output none of that line."""
        before, after = self.constructs_in(self.cx.program.module), self.constructs_in(self.tree)
        return {construct for construct, lines in before.items() if lines - after.get(construct, set())}

    def constructs_in(self, tree: cst.Module) -> dict[str, set[int]]:
        """The lines of the source at which *tree* has imports, classes and asynchronous functions."""
        found: dict[str, set[int]] = {"import": set(), "class": set(), "async": set()}
        stack: list[tuple[cst.CSTNode, int]] = [(statement, 0) for statement in tree.body]
        while stack:
            node, line = stack.pop()
            line = self.cx.lines.of(node, line)
            match node:
                case cst.Import() | cst.ImportFrom():
                    found["import"].add(line)
                case cst.ClassDef():
                    found["class"].add(line)
                case cst.FunctionDef(asynchronous=cst.Asynchronous()):
                    found["async"].add(line)
            stack += ((child, line) for child in nodes_inside(node))
        return found


def noticed(looks: Sequence[Look], output: Output) -> list[Warned]:
    """What to say of those *looks* that see something else in the *output*; of several of one kind on a line the first."""
    program = output.cx.program
    places = Places(program.module, program.lines[0], program.text)
    first: dict[tuple[int, str], Warned] = {}
    for look in filter(output.shows, looks):
        line, column = places.of(look)
        warned = Warned(line, column, f"{look.words} in the output", look.kind)
        first[line, look.kind] = min(warned, first.get((line, look.kind), warned))
    return list(first.values())
