"""What stands above the program in an exact output that is no core: one function, which publishes what the rest uses.

    def _prelude():
        import atexit
        import builtins
        from builtins import BaseException, type
        from sys import exc_info

        def context_methods(manager):
            ...

        published = dict(_context_methods=context_methods, _exc_info=exc_info)
        builtins.__dict__.update(published)
        atexit.register(globals().update, published)


    _prelude()
    del _prelude

Helpers are ordinary Python, as they are written, with the names that they have in their files.  They find each other,
and the builtins as they were, among the variables of that function; only what the program itself uses is published,
and nothing of it is in `globals()`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeGuard

import libcst as cst

from mvpy.helpers.constants import PlainRoles, constant_expression
from mvpy.helpers.hosted_names import (
    BUILTINS,
    HELPERS,
    ITEMS,
    Hosted,
    Used,
    helper_file,
    is_own,
    ordinary_functions,
    published_name,
)
from mvpy.machine.program import Program
from mvpy.output.definitions import bases_of, constant_comment
from mvpy.output.helper_modules import module_itself
from mvpy.output.prelude_names import LEFT, without_docstring
from mvpy.output.prelude_text import CALLED, MARKS, helper_module
from mvpy.output.printer import LINE_LENGTH
from mvpy.scopes.analysis import analyse
from mvpy.tree.suite import introduction

# What is neither a helper nor an attribute that can be imported.
VALUES = {
    "end": "object()",
    "missing": "object()",
    "join": "str().join",
    "list_append": "list.append",
    "list_pop": "list.pop",
    # The value that a StopIteration carries, past any property of its class.
    "stop_value": "StopIteration.value.__get__",
    "namespace_of_builtins": "builtins",
    "keep": "builtins.__dict__.update",
    "none": "None",
    "true": "True",
    "false": "False",
    "debug": "__debug__",
}
# What makes a text the one object that CPython has for it.
INTERN = ("sys", "intern")
# In CPython `operator` is partly written in Python; its functions come from `_operator`.
OPERATOR = """
try:
{first}except ImportError:
{second}"""
# What the types of `types` are where that module is itself being imported.
TYPES = {
    "ModuleType": "type(builtins)",
    "FunctionType": "type(_prelude)",
    "MethodType": "type(_prelude.__get__(0))",
}
# At its end the interpreter empties `builtins` before it collects what is left; what then still runs finds the
# names in its own globals.
LAST = """\
builtins.__dict__.update(published)
atexit.register(globals().update, published)
"""
OPENING = """\
def _prelude():
    import atexit
    import builtins
"""
CLOSING = """\


_prelude()
del _prelude
"""


@dataclass
class Variables:
    """The variables of the function: what is imported, name -> (module, attribute), and helpers, name -> definition.

    The helpers are those that do what CPython does with respect to *kinds*.
    """

    kinds: frozenset[str]
    imported: dict[str, tuple[str, str]] = field(default_factory=dict)
    helpers: dict[str, str] = field(default_factory=dict)

    def of(self, what: str) -> str:
        """What *what*, a helper, a builtin or an attribute of a module, is called here."""
        if what in VALUES:
            return VALUES[what]
        if what in ITEMS:
            return f"{self.of('itemgetter')}({ITEMS[what]})"
        if is_own(what):
            self.define(what)
            return what
        module, attribute = INTERN if what == "intern" else HELPERS.get(what, ("builtins", what))
        name = what if self.is_taken(attribute, (module, attribute)) else attribute
        self.imported[name] = module, attribute
        return name

    def is_taken(self, name: str, origin: tuple[str, str]) -> bool:
        """Does *name* stand here for something else than *origin*, an attribute of a module?"""
        if origin[0] == "builtins":
            return False
        return is_own(name) or name in BUILTINS or self.imported.get(name, origin) != origin

    def define(self, helper: str) -> None:
        """Enter *helper*, and what it needs below it: what only words of errors need comes last.

        The bases of a class must stand above it.
        """
        waiting = [helper]
        for name in waiting:
            if name not in self.helpers:
                definition, bases, uses = source(name, self.kinds)
                for base in bases:
                    self.define(base)
                self.helpers[name] = definition
                waiting += [used for used, (module, _) in uses.items() if not module]
                self.imported |= {used: origin for used, origin in uses.items() if origin[0]}


@cache
def source(helper: str, kinds: frozenset[str]) -> tuple[str, list[str], dict[str, tuple[str, str]]]:
    """The definition of *helper* as it is written, in a function; helpers that are bases of that class; and what it uses.

    That is told as name -> (module, attribute).
    It is the one that does what CPython does with respect to *kinds*.  What is written here has no module.
    """
    module, imported = helper_module(ordinary_functions().get(helper) or helper_file(helper, kinds))
    (definition,) = (
        one
        for one in module.body
        if isinstance(one, (cst.FunctionDef, cst.ClassDef)) and one.name.value == helper
    )
    definition = without_docstring(definition).with_changes(leading_lines=())
    scopes = analyse(cst.Module([definition])).all
    bound = set().union(*(scope.bound for scope in scopes if scope.kind != "module"))
    free = set().union(*(scope.reads for scope in scopes)) - bound - LEFT - {helper}
    text = cst.Module([OUTER.with_changes(body=cst.IndentedBlock([definition]))]).code.partition("\n")[2]
    places = sorted((found.start(), name) for name in free if (found := re.search(rf"\b{name}\b", text)))
    bases = [base for base in bases_of(definition) if is_own(base)]
    return text, bases, {name: imported.get(name) or origin(name) for _, name in places}


OUTER = cst.parse_statement("def outer():\n    0\n")


def origin(name: str) -> tuple[str, str]:
    """What a free *name* of a helper stands for that its file does not import."""
    return ("", name) if is_own(name) else ("builtins", name)


def published_prelude(hosted: Hosted, program: Program) -> str:
    """The lines that define and publish what *hosted* has handed out for *program*, or "" where there is nothing.

    Helpers are published by the module that the program imports them from, if there is one.
    """
    if not hosted.used:
        return ""
    variables, module = Variables(program.kinds), program.helpers
    shared = {name: what for name, what in hosted.used.items() if module and is_written_here(what)}
    for what in hosted.used.values() if not shared else ():
        if is_written_here(what):
            variables.define(what)
    items = [
        item(name, what, variables)
        for name, what in sorted(hosted.used.items())
        if what not in CALLED and name not in shared
    ]
    items += [
        f"{name}=builtins.{published_name(what)},\n"
        for name, what in shared.items()
        if name != published_name(what)
    ]
    called = [f"{what}()\n" for what in hosted.used.values() if what in CALLED and not shared]
    if shared:
        called.insert(0, module_itself(module))
    definitions = "".join(f"\n{text}" for text in variables.helpers.values())
    above = indented("".join(imports(variables.imported)))
    below = indented("".join([*called, call("published = dict", items), LAST]))
    return f"{OPENING}{above}{definitions}\n{below}{CLOSING}".rstrip()


def is_written_here(what: Used) -> TypeGuard[str]:
    """Does a hosted name stand for a helper of ours?"""
    return isinstance(what, str) and is_own(what)


def item(name: str, what: Used, variables: Variables) -> str:
    """The argument that publishes *what* under its hosted *name*; with a comment where it does not show a literal."""
    if what in MARKS:
        # Another module publishes it while a loop of this one compares what it gets with it: one for all.
        return f'{name}=getattr(builtins, "{name}", object()),\n'
    if not isinstance(what, tuple):
        return f"{name}={variables.of(what)},\n"
    value = constant_expression(what[1], ExactRoles(variables.of))
    return f"{name}={value},{constant_comment(name, what[1])}\n"


class ExactRoles(PlainRoles):
    """The helpers that make the constants of a program."""

    def interned(self, value: str) -> str:
        """In CPython such texts are one object wherever a program has them."""
        return f"{self.name_of('intern')}({self.text(value)})"


def call(function: str, items: list[str]) -> str:
    """A call of *function* with *items*, arguments in lines of their own, on one line if that is possible."""
    line = f"{function}({''.join(items)})".replace(",\n", ", ").replace(", )", ")") + "\n"
    fits = len(line) <= LINE_LENGTH - len(INDENT) and "#" not in line
    return line if fits else f"{function}(\n{indented(''.join(items))})\n"


INDENT = "    "


def indented(text: str) -> str:
    """The lines of *text*, one level further in."""
    return "".join(INDENT * bool(line.strip()) + line for line in text.splitlines(keepends=True))


def imports(imported: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """The lines that import what is *imported*, name -> (module, attribute)."""
    modules: dict[str, list[str]] = {}
    for name, (module, attribute) in sorted(imported.items()):
        modules.setdefault(module, []).append(attribute if attribute == name else f"{attribute} as {name}")
    operators = modules.pop("operator", [])
    if modules.pop("types", []):
        yield "import types\n"
    for module, names in sorted(modules.items()):
        yield from imports_from(module, names)
    if operators:
        first, second = (indented("".join(imports_from(m, operators))) for m in ("_operator", "operator"))
        yield OPERATOR.format(first=first, second=second)
    for name, (module, attribute) in sorted(imported.items()):
        if module == "types":
            yield f'{name} = getattr(types, "{attribute}", {TYPES.get(attribute)})\n'


def imports_from(module: str, names: list[str]) -> Iterator[str]:
    """The lines that import the *names* from *module*."""
    return (f"from {module} import {some}\n" for some in filled(names))


def filled(names: list[str]) -> list[str]:
    """The *names*, as many in a text as fit on a line."""
    room = LINE_LENGTH - len("        from _operator import ")
    lines: list[str] = []
    for name in names:
        if lines and len(f"{lines[-1]}, {name}") <= room:
            lines[-1] += f", {name}"
        else:
            lines.append(name)
    return lines


# Outputs that are desugared further ------------------------------------------------------


def without_preludes(program: Program) -> Program:
    """*program*, where it is an output of this kind, without what stands above it: that is as it is to be."""
    body = program.module.body
    start = end = introduction(body)
    while is_prelude(body[end : end + 3], program.module):
        end += 3
    if start == end:
        return program
    module = program.module.with_changes(body=[*body[:start], *body[end:]])
    return replace(program, module=module, preludes=tuple(body[start:end]))


def is_prelude(statements: Sequence[cst.BaseStatement], module: cst.Module) -> bool:
    """Have we written these *statements* of *module*?"""
    match statements:
        case [cst.FunctionDef(name=cst.Name("_prelude")), _, _]:
            alone = module.with_changes(header=(), footer=(), body=statements, has_trailing_newline=True)
            text = alone.code.replace("\r", "").lstrip("\n")
            return text.startswith(OPENING) and text.endswith(indented(LAST) + CLOSING)
    return False
