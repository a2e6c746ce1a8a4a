"""Who has left, or made, what should be gone: asked when a program has come out wrong, and by the tests.

`leavings.py` reads this from the templates; but what a rewrite builds of the user's code shows only in a program.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from mvpy.errors import ContractError
from mvpy.machine.applying import Watch
from mvpy.machine.context import Context
from mvpy.machine.rewrite import Rewrite
from mvpy.tree.nodes import nodes_inside

LONGEST = 60  # characters of code that are shown


class CulpritsTold(Watch):
    """Looks through the program after each rewrite, and raises a ContractError once something is there that is gone."""

    def seen(self, rewrite: Rewrite, before: cst.Module, tree: cst.Module, cx: Context) -> None:
        for node, remover in gone_by_now(rewrite, tree, cx):
            construct = remover.contract.removes.name
            told = f"it leaves this {construct}"
            if remover is not rewrite:
                told = f"it makes a construct that `{remover.name}` has removed before: {construct}"
            code = cst.Module([]).code_for_node(node).strip().partition("\n")[0][:LONGEST]
            raise ContractError(rewrite.file, f"{told}, `{code}`, in {cx.program.filename}")


def gone_by_now(rewrite: Rewrite, tree: cst.Module, cx: Context) -> Iterator[tuple[cst.CSTNode, Rewrite]]:
    """(node, who removes it) for what is in *tree* and should not be, when *rewrite* has run."""
    order, enabled = cx.passes.order, cx.passes.enabled
    number = order.number[rewrite.name]
    texts = cx.program.imports_future("annotations")  # in these annotations nothing is rewritten, at first
    stack: list[cst.CSTNode] = [tree]
    while stack:
        node = stack.pop()
        for remover in order.removers.get(type(node), ()):
            late = order.number[remover.name] > number or remover.name not in enabled
            if not late and remover.contract.removes.is_at(node):
                yield node, remover
        if not (texts and isinstance(node, cst.Annotation)):
            stack += reversed(list(nodes_inside(node)))
