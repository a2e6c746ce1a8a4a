"""What a rewrite may leave: the constructs of which its output is made, as its own source says.

A rewrite makes them in three ways: it writes them in a template, it builds a node (`cst.Tuple(…)`), or it gives a
`Let`, whose temporaries are released by `del`.  Whoever removes such a construct must run later, or it would stay.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from types import ModuleType

import libcst as cst

from mvpy.errors import ContractError
from mvpy.machine.passes import Order
from mvpy.machine.quote import Template
from mvpy.machine.rewrite import Rewrite
from mvpy.tree.nodes import nodes_inside


def leavings(rewrite: Rewrite, order: Order) -> dict[str, str]:
    """The other rewrites that remove what *rewrite* may leave, each with the file and line where that is made."""
    found: dict[str, str] = {}
    for module in files_of(rewrite):
        for where, made in made_in(module, order):
            if made is not rewrite:
                found.setdefault(made.name, where)
    return found


def check_leavings(order: Order) -> None:
    """A ContractError if a rewrite makes what another has removed before."""
    for rewrite in order.rewrites:
        for other, where in leavings(rewrite, order).items():
            if order.number[other] < order.number[rewrite.name]:
                construct = order.named(other).contract.removes.name
                raise ContractError(where, f"it makes a {construct}, which `{other}` has removed before")


def files_of(rewrite: Rewrite) -> Iterator[ModuleType]:
    """The modules of *rewrite*: its file, or the files of its folder."""
    name = rewrite.module.__name__
    yield rewrite.module
    yield from (module for other, module in sorted(sys.modules.items()) if other.startswith(f"{name}."))


def made_in(module: ModuleType, order: Order) -> Iterator[tuple[str, Rewrite]]:
    """(file and line, who removes it) for each construct that *module* makes."""
    file = module.__name__.removeprefix("mvpy.").replace(".", "/")
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(node, ast.Call):
            continue
        where = f"{file}:{node.lineno}"
        match node.func:
            case ast.Name(id="quote"):
                text = node.args[0]
                assert isinstance(text, ast.Constant)
                yield from ((where, made) for made in made_by_template(Template(text.value), order))
            case ast.Attribute(value=ast.Name(id="cst"), attr=kind) if isinstance(getattr(cst, kind), type):
                yield from (
                    (where, made) for made in order.removers.get(getattr(cst, kind), ()) if takes_all(made)
                )
            case ast.Attribute(attr="let") | ast.Name(id="Let"):
                yield where, order.remover(cst.Del)


def made_by_template(template: Template, order: Order) -> Iterator[Rewrite]:
    """Who removes the constructs of *template*."""
    stack: list[cst.CSTNode] = [cst.parse_module(template.source)]
    while stack:
        node = stack.pop()
        yield from (one for one in order.removers.get(type(node), ()) if one.contract.removes.is_at(node))
        stack += nodes_inside(node)


def takes_all(rewrite: Rewrite) -> bool:
    """Does *rewrite* remove every node of its kinds?"""
    return rewrite.contract.removes.such is None
