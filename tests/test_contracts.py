"""What rewrites promise, and whether they keep it: the order, what is gone after each of them, what they may leave."""

from __future__ import annotations

from pathlib import Path

import libcst as cst
import pytest
from behaviour import target_for, text_of

from mvpy.machine.context import Context
from mvpy.machine.passes import Passes
from mvpy.machine.rewrite import Rewrite
from mvpy.pipeline import Desugaring, rewrites_in_order
from mvpy.system.deep import in_deep_thread
from mvpy.tree.nodes import nodes_inside

CORPUS = Path(__file__).parents[1] / "corpus"
FACTS = [path for path in sorted(CORPUS.glob("*/*.py")) if path.parent.name not in ("programs", "traps")]
PROGRAMS = FACTS + sorted((CORPUS / "programs").glob("*.py"))
ORDER = rewrites_in_order()
CONTRACTS = {rewrite.name: rewrite.contract for rewrite in ORDER.rewrites}

every_program = pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: f"{path.parent.name}-{path.stem}")
every_rewrite = pytest.mark.parametrize("rewrite", ORDER.rewrites, ids=lambda rewrite: rewrite.name)

# --- after each pass ------------------------------------------------------------------------------


class Watched(Desugaring):
    """Finds what should be gone after each turn: (the rewrite that has just run, the construct, its code)."""

    def result(self, label: str, steps: bool, check: bool):
        self.checked: dict[int, tuple[cst.CSTNode, int]] = (
            {}
        )  # statement of the module -> constructs looked for
        self.left: list[tuple[str, str, str]] = []
        return super().result(label, steps, check)

    def seen(self, rewrite: Rewrite, tree: cst.Module, cx: Context) -> None:
        """Look for the constructs that are gone by now, in statements that have changed; and else for the last."""
        number = ORDER.number[rewrite.name]
        for statement in (tree, *tree.body):
            _, before = self.checked.get(id(statement), (None, -1))
            if before < number:
                self.checked[id(statement)] = (statement, number)
                self.look(statement, before, number, cx)

    def look(self, statement: cst.CSTNode, before: int, number: int, cx: Context) -> None:
        """Look in *statement* for what the rewrites behind the one of the number *before* have removed."""
        texts = cx.program.imports_future("annotations") and number < ORDER.number["postponed_annotation"]
        stack = [statement]
        while stack:
            node = stack.pop()
            for remover in ORDER.removers.get(type(node), ()):
                if before < ORDER.number[remover.name] <= number and remover.contract.removes.is_at(node):
                    self.left.append(
                        (
                            cx.current_rewrite,
                            remover.contract.removes.name,
                            cst.Module([]).code_for_node(node),
                        )
                    )
            if not isinstance(node, cst.Module) and not (texts and isinstance(node, cst.Annotation)):
                stack += nodes_inside(node)


@every_program
def test_after_each_rewrite_what_was_taken_is_gone(path: Path):
    way = Watched(text_of(path), str(path), target_for(path), Passes(ORDER, frozenset(ORDER.names)))

    in_deep_thread(way.result, "core", False, False)

    assert way.left == []
