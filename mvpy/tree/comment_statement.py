"""A statement that says nothing: comments and blank lines where a statement may stand.

A rewrite can remove a statement whose comments should stay, or put several statements in the place of one
and want a comment between them.  libcst hangs comments on statements; a `CommentStatement` carries them without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst
from libcst._nodes.internal import CodegenState, visit_sequence


@dataclass(frozen=True, slots=True)
class CommentStatement(cst.BaseStatement):
    """Only the lines of *leading_lines* are printed.  A block needs a real statement beside its remarks."""

    leading_lines: Sequence[cst.EmptyLine] = ()

    def _visit_and_replace_children(self, visitor: cst.CSTVisitorT) -> CommentStatement:
        """The same remark with its lines visited, for libcst's visitors and transformers."""
        return CommentStatement(
            leading_lines=visit_sequence(self, "leading_lines", self.leading_lines, visitor)
        )

    def _codegen_impl(self, state: CodegenState, default_semicolon: bool = False) -> None:
        """Print the lines, for libcst's own printer; *default_semicolon* is there for the caller's sake."""
        with state.record_syntactic_position(self):
            for line in self.leading_lines:
                line._codegen(state)
