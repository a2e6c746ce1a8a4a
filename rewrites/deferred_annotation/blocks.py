"""The annotated assignments of a module or a class, whose annotations one function evaluates."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import Hole, quote
from mvpy.rewrites.annotated_assignment import has_annotation
from mvpy.rewrites.annotated_assignment.statement import is_plain, stored_only
from mvpy.rewrites.deferred_annotation.functions import seen_from_class
from mvpy.scopes.analysis import mangled
from mvpy.tree.clauses import with_statements
from mvpy.tree.suite import Statements, carrying_comments

ANNOTATE_BLOCK = quote("""
    def $function(requested, /):
        if requested > 2:
            raise NotImplementedError
        $annotations = {}
        $entries
        return $annotations
""")
ENTRY = quote("$annotations[$name] = $value")
ENTRY_IF_RUN = quote("""
    if $index in $run:
        $annotations[$name] = $value
""")
RUN = quote("$run.add($index)")


class Block:
    """The annotated assignments of one module or class.

    *run* is the name of the set that notes which statements were run: *always*, or if they may not be.
    """

    def __init__(self, cx: Context, run: cst.Name, always: bool, class_name: str | None = None) -> None:
        self.cx, self.run, self.always, self.class_name = cx, run, always, class_name
        self.count = 0
        self.annotations = cx.names.new("annotations")
        self.entries: list[cst.BaseStatement] = []

    def function(self) -> tuple[cst.Name, Statements]:
        """The function that evaluates the annotations, and its name."""
        name = self.cx.names.annotate_function()
        entries = tuple(self.entries)
        return name, ANNOTATE_BLOCK(self.cx, function=name, annotations=self.annotations, entries=entries)

    def replaced_all(self, body: Sequence[cst.BaseStatement]) -> list[cst.BaseStatement]:
        """The statements of *body* without annotated assignments."""
        return [new for statement in body for new in self.replaced(statement, self.always)]

    def replaced(self, statement: cst.BaseStatement, conditional: bool) -> Statements:
        """*statement* without the annotated assignments of this block."""
        if not has_annotation(statement):
            return (statement,)
        if not isinstance(statement, cst.SimpleStatementLine):
            return (with_statements(statement, lambda inner: self.replaced(inner, True), self.cx),)
        cx, (small,) = self.cx, statement.body
        assert isinstance(small, cst.AnnAssign)
        new = carrying_comments(statement, self.assigned(small, conditional))
        cx.lines.locate(new, cx.lines.of(statement, cx.place.line))
        return new

    def assigned(self, node: cst.AnnAssign, conditional: bool) -> Statements:
        """What one annotated assignment does at its place; its annotation is kept for the function."""
        cx, target = self.cx, node.target
        stored = stored_only(node, "class", cx)
        if not isinstance(target, cst.Name) or not is_plain(target):
            return stored
        value, name = node.annotation.annotation, target.value
        if self.class_name is not None:
            value = seen_from_class(value, self.class_name, cx)
            if cx.stays("private name"):
                name = mangled(name, self.class_name)
        entry: dict[str, Hole] = {
            "annotations": self.annotations,
            "name": cst.SimpleString(f'"{name}"'),
            "value": value,
        }
        if not conditional:
            self.entries += ENTRY(cx, **entry)
            return stored
        index = cst.Integer(str(self.count))
        self.count += 1
        self.entries += ENTRY_IF_RUN(cx, index=index, run=self.run, **entry)
        return (*stored, *RUN(cx, run=self.run, index=index))
