"""What stands above the program in a plain output: imports, other names for builtins, constants, and helpers.

    import operator

    _iter = iter


    def _unpack(iterable, count):
        ...

Helpers appear as they are written, but for their own names and those of what they use; what their docstrings say
stands above them, so that nothing of them is there when the program runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import libcst as cst

from mvpy.helpers.constants import Constant, PlainRoles, constant_expression, literal_comment
from mvpy.helpers.hosted_names import (
    BUILTINS,
    HELPERS,
    OF_LIBRARY,
    Hosted,
    helper_file,
    is_own,
    plain_functions,
)
from mvpy.helpers.stand_ins import stand_in
from mvpy.machine.applying import turn_of
from mvpy.machine.context import Context
from mvpy.machine.kinds import PLAIN
from mvpy.machine.passes import Passes
from mvpy.machine.program import Program
from mvpy.machine.walk import Walk
from mvpy.output.helper_modules import import_statement, is_imported
from mvpy.output.prelude_names import with_hosted_names
from mvpy.output.prelude_text import helper_module, hosted_helper
from mvpy.scopes.analysis import bound_in
from mvpy.tree.suite import imports_above, introduction

# What the exact prelude defines in its first lines, and in the dictionary of `builtins`; and a mark for `getattr`.
# Where constants are taken out, none defines itself.
OWN = {
    "none": "dict().get(0)",
    "true": "bool(1)",
    "false": "bool(0)",
    "end": "object()",
    "truth": "bool",
    "missing": "object()",
    "join": '"".join',
    "list_append": "list.append",
    "list_pop": "list.pop",
    # The value that a StopIteration carries, past any property of its class.
    "stop_value": "StopIteration.value.__get__",
    "namespace_of_builtins": '__import__("builtins")',
    "builtins___dict__": 'vars(__import__("builtins"))',
}

# A helper that an output calls at once, and the builtins that it supplies.
CALLED, SUPPLIED = ("supply_groups",), ("BaseExceptionGroup", "ExceptionGroup")


@dataclass
class Definitions:
    """What an output uses, by what it is.

    modules     name -> (module, attribute)
    imported    our helpers that are in a module: name -> which
    values      name -> an expression
    constants   name -> its value
    helpers     name -> the definition
    """

    modules: dict[str, tuple[str, str]] = field(default_factory=dict)
    imported: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    constants: dict[str, Constant] = field(default_factory=dict)
    helpers: dict[str, cst.Module] = field(default_factory=dict)


def with_definitions(tree: cst.Module, cx: Context) -> tuple[cst.Module, str]:
    """*tree*, with the names in it that have become longer; and the text that defines what it uses, in no line end."""
    found = defined(cx)
    spelt = spelt_with_module(found.modules, cx)
    there = imported_above(cx)
    lines = [f"import {module}\n" for module in sorted({module for module, _ in spelt.values()} - there)]
    own = {name: ("", builtin) for name, builtin in cx.names.hosted.own_names().items()}
    values = {name: value for name, value in found.values.items() if name not in own}
    spelt |= own
    lines += sorted(
        f"from {module} import {attribute} as {name}\n"
        for name, (module, attribute) in found.modules.items()
        if name not in spelt
    )
    if found.imported:
        names = [(f"_{helper}", name) for name, helper in found.imported.items()]
        lines += ["\n"] * bool(lines) + [import_statement(cx.program.helpers, names)]
    calls = [
        f"{name}()\n"
        for name, what in cx.names.hosted.used.items()
        if what in CALLED and name in found.helpers
    ]
    late = {name: value for name, value in values.items() if calls and value in SUPPLIED}
    lines += ["\n"] * bool(lines and len(values) > len(late))
    lines += sorted(f"{name} = {value}\n" for name, value in values.items() if name not in late)
    helpers = bases_first(found.helpers)
    functions = [f"\n\n{spelt_out(helper, spelt, cx).code.strip()}\n" for helper in helpers]
    functions += ["\n\n"] * bool(functions)
    functions += [*calls, *sorted(f"{name} = {value}\n" for name, value in late.items())]
    constants = cst.parse_module("".join(constant_line(*item, cx) for item in found.constants.items()))
    above = "".join([*lines, *functions, spelt_out(constants, spelt, cx).code])
    return spelt_out(tree, spelt, cx), above.strip("\n")


def spelt_with_module(modules: Mapping[str, tuple[str, str]], cx: Context) -> dict[str, tuple[str, str]]:
    """Those of *modules*, see `Definitions`, that stand in the output with the name of the module."""
    there = imported_above(cx)
    return {
        name: where
        for name, where in modules.items()
        if (where[0] in there or where[0].partition(".")[0] not in cx.names.of_program)
        and where not in OF_LIBRARY.values()
        and name not in cx.names.hosted.handed
    }


def imported_above(cx: Context) -> frozenset[str]:
    """The modules that the program imports at its top under their own names, which are those of nothing else.

    An output for a host imports them no second time, so that as many lines as possible keep their numbers.
    """
    if cx.passes.lowering is None:
        return frozenset()
    scopes, body = cx.program.scopes, cx.program.module.body
    at = introduction(body)
    imports = body[at : imports_above(body, at)]
    if bound_in(imports) & BUILTINS or scopes.module.star_import:
        return (
            frozenset()
        )  # what an output needs may stand above them, or the names be those of something else
    modules = [name for line in imports for name in modules_of(line)]
    return frozenset(
        name
        for name in modules
        if scopes.module.stores(name) == modules.count(name)
        and not any(name in scope.bound for scope in scopes.all if scope is not scopes.module)
    )


def modules_of(line: cst.BaseStatement) -> Iterator[str]:
    """The modules that *line* binds to their own names: those of `import a, b`."""
    for small in line.body if isinstance(line, cst.SimpleStatementLine) else ():
        for alias in small.names if isinstance(small, cst.Import) else ():
            if isinstance(alias.name, cst.Name) and alias.asname is None:
                yield alias.name.value


def names_spelt_out(cx: Context) -> dict[str, str]:
    """The names that have become longer in the output of *cx*, or are builtins, and how they stand there."""
    modules = {
        name: HELPERS[what]
        for name, what in cx.names.hosted.used.items()
        if isinstance(what, str)
        and what in HELPERS
        and what not in OWN
        and not is_own(what)
        and HELPERS[what][0] != "builtins"
    }
    spelt = {name: ".".join(where) for name, where in spelt_with_module(modules, cx).items()}
    return spelt | cx.names.hosted.own_names()


def defined(cx: Context) -> Definitions:
    """What the output of *cx* uses, and what that uses."""
    found = Definitions()
    done: set[str] = set()
    while waiting := [(name, what) for name, what in cx.names.hosted.used.items() if name not in done]:
        for name, what in waiting:
            done.add(name)
            if isinstance(what, tuple):
                found.constants[name] = what[1]
                constant_line(name, what[1], cx)  # it may use helpers
            elif is_imported(what, cx):
                found.imported[name] = what
            elif is_own(what):
                found.helpers[name] = helper_after(cx.passes.of_helpers(), what, cx)
            elif what in OWN:
                found.values[name] = OWN[what]
            else:
                module, attribute = HELPERS.get(what, ("builtins", what))
                if module == "builtins":
                    found.values[name] = attribute
                else:
                    found.modules[name] = module, attribute
    return found


def bases_first(helpers: Mapping[str, cst.Module]) -> list[cst.Module]:
    """The definitions in *helpers*, by name, in an order in which each class follows its bases and decorators."""
    ordered: dict[str, cst.Module] = {}

    def enter(name: str) -> None:
        for base in bases_of(helpers[name].body[0]):
            if base in helpers:
                enter(base)
        ordered.setdefault(name, helpers[name])

    for name in helpers:
        enter(name)
    return list(ordered.values())


def bases_of(definition: cst.BaseStatement) -> list[str]:
    """The names of bases in *definition*, if it is one of a class, and of decorators: what is there before it is made."""
    if not isinstance(definition, cst.ClassDef):
        return []
    inside = (one for one in definition.body.body if isinstance(one, cst.FunctionDef))
    decorators = [one.decorator for one in definition.decorators]
    decorators += [one.decorator for method in inside for one in method.decorators]
    called = [one.func if isinstance(one, cst.Call) else one for one in decorators]
    return [
        one.value
        for one in (*(base.value for base in definition.bases), *called)
        if isinstance(one, cst.Name)
    ]


def constant_line(name: str, value: Constant, cx: Context) -> str:
    """The statement that defines a constant, beside its literal where it does not show it."""
    value_of = constant_expression(value, PlainRoles(cx.names.hosted.name, compact=bool(cx.program.helpers)))
    return f"{name} = {value_of}{constant_comment(name, value)}\n"


def constant_comment(name: str, value: Constant) -> str:
    """The comment that shows the literal of a constant, where its *name* does not show it."""
    shown = isinstance(value, str) and value.isidentifier() and name == f"_s_{value}"
    return "" if shown else f"  {literal_comment(value)}"


def spelt_out(tree: cst.Module, spelt: Mapping[str, tuple[str, str]], cx: Context) -> cst.Module:
    """*tree* with `operator.add` for `_add`, and `bool` for `_truth`: builtins are in no module."""

    def spell(node: cst.Name, cx: Context) -> cst.Attribute | cst.Name | None:
        if node.value not in spelt:
            return None
        module, attribute = spelt[node.value]
        if not module:
            return node.with_changes(value=attribute)
        return cst.Attribute(
            cst.parse_expression(module), cst.Name(attribute), lpar=node.lpar, rpar=node.rpar
        )

    return Walk({cst.Name: [spell]}, cx, ("layout", "elif", "fields")).module(tree) if spelt else tree


def helper_definition(
    helper: str, kinds: frozenset[str]
) -> cst.SimpleStatementLine | cst.BaseCompoundStatement:
    """The definition of *helper* as it is in its file."""
    module, _ = helper_module(helper_file(helper, kinds))
    (definition,) = (one for one in module.body if definition_name(one) == helper)
    return definition


def helper_tree(
    helper: str, cx: Context, passes: Passes, hosted: Hosted | None = None
) -> tuple[cst.Module, Context]:
    """The definition of *helper*, and its own context.

    What it uses has the names that it has in *hosted*; if nothing is said, in the output of *cx*.
    """
    hosted = hosted or cx.names.hosted
    file = helper_file(helper, cx.program.kinds)
    _, imported = helper_module(file)

    def name_of(name: str) -> str:
        if name not in imported:
            return hosted.name(name)
        return hosted.name(stand_in(imported[name], cx.library) or hosted_helper(imported[name]))

    definition = helper_definition(helper, cx.program.kinds)
    tree = cst.Module([definition])
    kinds = PLAIN if file == plain_functions().get(helper) else cx.program.kinds
    program = Program(tree, cx.target, f"helpers/{helper}.py", in_prelude=True, kinds=kinds)
    own = Context(program, passes)
    tree = with_hosted_names(tree, name_of, own)
    (definition,) = tree.body
    name = cst.Name(hosted.name(helper))  # it may be another where the program has one of that name
    return tree.with_changes(body=[definition.with_changes(name=name)]), own


def helper_as_written(helper: str, cx: Context) -> cst.Module:
    """The definition of *helper*, with the names that what it uses has in the output of *cx*, below what it is."""
    return helper_after(Passes(cx.passes.order, frozenset()), helper, cx)


def helper_after(passes: Passes, helper: str, cx: Context) -> cst.Module:
    """`helper_as_written`, after *passes*: what a host does not read, it does not read there, either."""
    tree, own = helper_tree(helper, cx, passes)
    for rewrite in passes if passes.enabled else ():
        tree = turn_of(rewrite, tree, frozenset(), own, check=False)
    own.let_go()
    file = helper_file(helper, cx.program.kinds)
    if file != plain_functions().get(helper):
        return tree
    (definition,) = tree.body
    return tree.with_changes(body=[definition.with_changes(leading_lines=comments(summary(helper, file)))])


def comments(text: str) -> list[cst.EmptyLine]:
    """The lines of *text* as comments."""
    return [cst.EmptyLine(comment=cst.Comment(f"# {line.strip()}")) for line in text.splitlines()]


@cache
def summary(helper: str, file: Path) -> str:
    """The first paragraph of the docstring of *helper* in *file*, with backquotes for asterisks; "" where it has none."""
    module, _ = helper_module(file)
    (definition,) = (
        one
        for one in module.body
        if isinstance(one, (cst.FunctionDef, cst.ClassDef)) and one.name.value == helper
    )
    text = (definition.get_docstring() or "").partition("\n\n")[0]
    return re.sub(r"(?<!\*)\*(\w+)\*", r"`\1`", text)


def definition_name(statement: cst.CSTNode) -> str | None:
    """The name that *statement* defines, if it is a definition."""
    return statement.name.value if isinstance(statement, (cst.FunctionDef, cst.ClassDef)) else None
