"""What stands above the program in a plain output: imports, other names for builtins, and helpers as they are written.

import operator

_iter = iter


def _unpack(iterable, count):
    ...
"""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst

from mvpy.helpers.hosted_names import prelude_functions
from mvpy.machine.context import Context
from mvpy.machine.passes import Passes
from mvpy.machine.program import Program
from mvpy.machine.walk import Walk
from mvpy.output.prelude_names import with_hosted_names
from mvpy.output.prelude_text import helper_module, hosted_helper, is_function, origin_of

Origins = Mapping[str, tuple[str, str]]  # name -> (module, attribute)


def with_definitions(tree: cst.Module, cx: Context) -> tuple[cst.Module, str]:
    """*tree*, with the names in it that have become longer; and the text that defines what it uses."""
    helpers = helpers_used(cx)
    origins = {name: origin for name, what in cx.names.hosted.used.items() if (origin := origin_of(what))}
    spelt = {name: origin for name, origin in origins.items() if is_spelt(origin[0], cx)}
    lines = [f"import {module}\n" for module in sorted({module for module, _ in spelt.values()})]
    lines += sorted(
        f"from {module} import {attribute} as {name}\n"
        for name, (module, attribute) in origins.items()
        if module != "builtins" and name not in spelt
    )
    lines += sorted(
        f"{name} = {attribute}\n" for name, (module, attribute) in origins.items() if module == "builtins"
    )
    functions = "".join(f"\n\n{spelt_out(helper, spelt, cx).code.strip()}\n" for helper in helpers)
    text = "".join(lines) + functions
    return spelt_out(tree, spelt, cx), f"{text.lstrip()}\n\n" if functions else text


def is_spelt(module: str, cx: Context) -> bool:
    """Can the *module* be imported under its own name, and be named where it is used?"""
    return module not in ("builtins", "first") and module not in cx.names.of_program


def spelt_out(tree: cst.Module, spelt: Origins, cx: Context) -> cst.Module:
    """*tree* with `operator.add` for `_add`."""

    def spell(node: cst.Name, cx: Context) -> cst.Attribute | None:
        if node.value not in spelt:
            return None
        module, attribute = spelt[node.value]
        return cst.Attribute(
            cst.parse_expression(module), cst.Name(attribute), lpar=node.lpar, rpar=node.rpar
        )

    return Walk({cst.Name: [spell]}, cx, ("layout", "elif", "fields")).module(tree) if spelt else tree


def helpers_used(cx: Context) -> list[cst.Module]:
    """The helpers that the output of *cx* calls, and those that they call, as they are written."""
    found: dict[str, cst.Module] = {}
    while waiting := [
        what for what in cx.names.hosted.used.values() if is_function(what) and what not in found
    ]:
        for helper in waiting:
            found[helper] = helper_as_written(helper, cx)
    return list(found.values())


def helper_as_written(helper: str, cx: Context) -> cst.Module:
    """The definition of *helper*, with the names that what it uses has in the output of *cx*."""
    module, imported = helper_module(prelude_functions()[helper])

    def name_of(name: str) -> str:
        return cx.names.hosted.name(hosted_helper(imported[name]) if name in imported else name)

    (definition,) = (
        one for one in module.body if isinstance(one, cst.FunctionDef) and one.name.value == helper
    )
    tree = cst.Module([definition])
    own = Context(
        Program(tree, cx.target, f"prelude/{helper}.py", in_prelude=True),
        Passes(cx.passes.order, frozenset()),
    )
    return with_hosted_names(tree, name_of, own)
