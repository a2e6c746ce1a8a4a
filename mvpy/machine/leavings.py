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
from mvpy.machine.quote import MARK, Template, file_of
from mvpy.machine.rewrite import Rewrite
from mvpy.tree.nodes import nodes_inside
from mvpy.tree.syntax_trees import syntax_tree

LOOPS = (cst.For, cst.While)


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
                raise ContractError(
                    where, f"it makes a construct that `{other}` has removed before: {construct}"
                )
        for other, where in unopened(rewrite, order).items():
            raise ContractError(
                where, f"it puts a suite into a loop, and does not open what `{other}` removes"
            )


def unopened(rewrite: Rewrite, order: Order) -> dict[str, str]:
    """The rewrites of the jumps that would leave a loop that *rewrite* puts a suite into, if it does not open them."""
    kinds = rewrite.contract.removes.kinds
    if not any(issubclass(kind, cst.BaseCompoundStatement) and kind not in LOOPS for kind in kinds):
        return {}  # it has no suite, or one that belonged to a loop before
    opened = {opening.rewrite for opening in rewrite.contract.opens}
    jumps = {order.remover(kind).name for kind in (cst.Break, cst.Continue)}
    return {
        jump: where
        for jump in sorted(jumps - opened)
        for module in files_of(rewrite)
        for where, template in templates_in(module)
        if any(holds_suite(loop) for loop in loops_in(cst.parse_module(template.source)))
    }


def loops_in(tree: cst.CSTNode) -> Iterator[cst.For | cst.While]:
    """The loops in *tree*."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, LOOPS):
            yield node
        stack += nodes_inside(node)


def holds_suite(loop: cst.For | cst.While) -> bool:
    """Is there a hole for statements in the suite of *loop*?"""
    stack: list[cst.CSTNode] = [loop.body]
    while stack:
        match stack.pop():
            case cst.Expr(value=cst.Name(value=name)) if MARK.fullmatch(name):
                return True
            case node:
                stack += nodes_inside(node)
    return False


def files_of(rewrite: Rewrite) -> Iterator[ModuleType]:
    """The modules of *rewrite*: its file, or the files of its folder."""
    name = rewrite.module.__name__
    yield rewrite.module
    yield from (module for other, module in sorted(sys.modules.items()) if other.startswith(f"{name}."))


def made_in(module: ModuleType, order: Order) -> Iterator[tuple[str, Rewrite]]:
    """(file and line, who removes it) for each construct that *module* makes."""
    for where, template in templates_in(module):
        yield from ((where, made) for made in made_by_template(template, order))
    for where, node in calls_in(module):
        match node.func:
            case ast.Attribute(value=ast.Name(id="cst"), attr=name) if isinstance(
                kind := getattr(cst, name), type
            ):
                built = built_by(node, kind)
                for made in order.removers.get(kind, ()):
                    if takes_all(made) or built is not None and made.contract.removes.is_at(built):
                        yield where, made
            case ast.Attribute(attr="let") | ast.Name(id="Let"):
                yield where, order.remover(cst.Del)


def templates_in(module: ModuleType) -> Iterator[tuple[str, Template]]:
    """(file and line, template) for each template that is written in *module*."""
    for where, node in calls_in(module):
        match node:
            case ast.Call(func=ast.Name(id="quote"), args=[ast.Constant(value=str(text))]):
                yield where, Template(text)


def calls_in(module: ModuleType) -> Iterator[tuple[str, ast.Call]]:
    """(file and line, call) for each call that is written in *module*."""
    file = file_of(module.__name__, module.__file__)
    for node in ast.walk(syntax_tree(inspect.getsource(module))):
        if isinstance(node, ast.Call):
            yield f"{file}:{node.lineno}", node


def made_by_template(template: Template, order: Order) -> Iterator[Rewrite]:
    """Who removes the constructs of *template*."""
    stack: list[cst.CSTNode] = [cst.parse_module(template.source)]
    while stack:
        node = stack.pop()
        yield from (one for one in order.removers.get(type(node), ()) if one.contract.removes.is_at(node))
        stack += nodes_inside(node)


def built_by(call: ast.Call, kind: type) -> cst.CSTNode | None:
    """The node of *kind* that *call* builds, if its arguments are constants."""
    if call.keywords or not all(isinstance(arg, ast.Constant) for arg in call.args):
        return None
    built: cst.CSTNode = kind(*(arg.value for arg in call.args if isinstance(arg, ast.Constant)))
    return built


def takes_all(rewrite: Rewrite) -> bool:
    """Does *rewrite* remove every node of its kinds?"""
    return rewrite.contract.removes.such is None
