"""The layout of what is new in a plain output: no brackets, spaces and quotes that black would not write.

A flag is not asked for its truth to become that of another, and a suite of nothing is `pass` where that may stay.
What the program's author wrote stays as it is: the rewrites hand back the very nodes that they leave alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard, TypeVar

import libcst as cst

from mvpy.machine.context import Context
from mvpy.tree.nodes import fields_with_nodes, nodes_inside
from mvpy.tree.spacing import spaced
from mvpy.tree.suite import blank_lines

# Where an expression stands for itself, and needs no brackets.
WHOLE = {
    (cst.Assign, "value"), (cst.AugAssign, "value"), (cst.AnnAssign, "value"), (cst.Arg, "value"),
    (cst.Expr, "value"), (cst.If, "test"), (cst.While, "test"), (cst.Return, "value"), (cst.Index, "value"),
    (cst.For, "iter"), (cst.Raise, "exc"), (cst.Raise, "cause"), (cst.Yield, "value"), (cst.Param, "default"),
    (cst.Element, "value"), (cst.DictElement, "value"), (cst.DictElement, "key"), (cst.Assert, "test"),
}  # fmt: skip
# Where it needs brackets only if it binds less tightly than `and` does.
OPERANDS = {
    (cst.BooleanOperation, "left"), (cst.BooleanOperation, "right"), (cst.IfExp, "test"), (cst.IfExp, "body"),
}  # fmt: skip
LOOSE = (cst.Tuple, cst.Yield, cst.GeneratorExp, cst.NamedExpr)
LOOSE_OPERANDS = (*LOOSE, cst.BooleanOperation, cst.IfExp, cst.Lambda)
ATOMS = (cst.Name, cst.Call, cst.Attribute, cst.Subscript, cst.List, cst.Dict, cst.Set)
ANNOTATED_VALUE = (cst.AnnAssign, "value")
YIELDED = {(cst.Assign, "value"), ANNOTATED_VALUE, (cst.AugAssign, "value"), (cst.Expr, "value")}
TARGET = (cst.AssignTarget, "target")
ANNOTATED = (cst.AnnAssign, "target")
TESTS = {(cst.If, "test"), (cst.While, "test")}
DEFINITIONS = (cst.FunctionDef, cst.ClassDef)

N = TypeVar("N", bound=cst.CSTNode)
Place = tuple[type, str]
NOWHERE: Place = (cst.Module, "")


def tidied(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree*, a plain output, with what is new in it as black lays it out; its statements keep their lines."""
    return tree.with_changes(body=Tidying(cx).body(tree.body, 2))


class Tidying:
    """Lays out the nodes that are no nodes of the *original* program."""

    def __init__(self, cx: Context) -> None:
        self.cx, self.original = cx, cx.program.nodes
        # For a host every byte stays that need not go: brackets around what has changed inside, too.
        self.written = signs_written(cx.program.module) if cx.passes.lowering is not None else frozenset()

    def is_new(self, node: cst.CSTNode) -> bool:
        return id(node) not in self.original

    def node(self, node: N, place: Place = NOWHERE) -> N:
        """*node*, which stands at *place*: a field of a kind of node."""
        if not self.is_new(node) or isinstance(
            node, cst.FormattedString
        ):  # its fields have their quotes and spaces
            return node
        if place == ANNOTATED_VALUE and self.cx.library < (3, 8):
            place = NOWHERE  # a `yield` has brackets there
        kind, changes = type(node), dict[str, object]()
        new: object
        for name in fields_with_nodes(kind):
            value = getattr(node, name)
            if kind is cst.IndentedBlock and name == "body":
                new = self.body(value, 1, place[0])
            elif isinstance(value, cst.CSTNode):
                new = self.node(value, (kind, name))
            elif isinstance(value, (tuple, list)):
                parts = [self.node(part, (kind, name)) for part in value]
                new = value if all(a is b for a, b in zip(parts, value)) else parts
            else:
                continue
            if new is not value:
                changes[name] = new
        if is_nothing(node) and self.is_new(node.body[0]) and self.cx.passes.stays(cst.Pass):
            changes = {"body": [cst.Pass()]}
        whole = self.changed(node, changes | own_changes(node, place, self.written))
        return self.changed(whole, self.known_truth(whole)) if kind is cst.Assign else whole

    def known_truth(self, node: cst.CSTNode) -> dict[str, object]:
        """The change of `flag = bool(value)` to `flag = value`, if that is a flag or begins with `not`."""
        match node:
            case cst.Assign(
                targets=[cst.AssignTarget(target=cst.Name(value=flag))],
                value=cst.Call(func=cst.Name(value=truth), args=[cst.Arg(value=value)]),
            ) if (
                flag in self.cx.names.flags and self.cx.names.hosted.used.get(truth) == "truth"
            ):
                is_flag = isinstance(value, cst.Name) and value.value in self.cx.names.flags
                if is_flag or isinstance(value, cst.UnaryOperation) and isinstance(value.operator, cst.Not):
                    return {"value": value}
        return {}

    def changed(self, node: N, changes: dict[str, object]) -> N:
        """*node* with *changes*, at the same line of the source."""
        if not changes:
            return node
        try:
            new = spaced(node.with_changes(**changes))
        except cst.CSTValidationError:  # such as `not(a)`, which needs them
            return node
        self.cx.lines.placed(node, new)
        return new

    def body(
        self, statements: Sequence[cst.BaseStatement], blank: int, around: type = cst.Module
    ) -> Sequence[cst.BaseStatement]:
        """*statements* of a block in a node of the kind *around*, with blank lines around definitions.

        There are so many *blank* lines at least, if one of the neighbours is new, and no more above what is new.
        """
        out: list[cst.BaseStatement] = []
        before = None
        for statement in statements:
            new = self.node(statement)
            if isinstance(new, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
                lines = new.leading_lines
                count, touched = blank_lines(lines), self.is_new(statement)
                if before is None:
                    wanted = 0 if around in (cst.Module, *DEFINITIONS) else int(isinstance(new, DEFINITIONS))
                else:
                    touched = touched or self.is_new(before)
                    wanted = blank if isinstance(before, DEFINITIONS) or isinstance(new, DEFINITIONS) else 0
                if self.cx.passes.lowering is not None:
                    pass  # all that is not rewritten keeps its lines
                elif touched and count < wanted:
                    lines = [cst.EmptyLine(indent=False)] * (wanted - count) + [*lines]
                elif before is not None and self.is_new(statement) and count > blank:
                    lines = lines[count - blank :]
                new = new if lines is new.leading_lines else self.changed(new, {"leading_lines": lines})
            out.append(new)
            before = statement
        return statements if all(a is b for a, b in zip(out, statements)) else out


def is_nothing(node: cst.CSTNode) -> TypeGuard[cst.SimpleStatementLine]:
    """Is *node* the statement `0`, for which `pass` is the word?"""
    match node:
        case cst.SimpleStatementLine(body=[cst.Expr(value=cst.Integer(value="0"))]):
            return True
    return False


def signs_written(module: cst.Module) -> frozenset[int]:
    """The brackets around expressions, and the `=` of defaults, that are in *module*, by their ids."""
    found: set[int] = set()
    waiting: list[cst.CSTNode] = [module]
    while waiting:
        node = waiting.pop()
        if isinstance(node, cst.BaseExpression):
            found.update(map(id, node.lpar))
        elif isinstance(node, cst.Param):
            found.add(id(node.equal))
        waiting += nodes_inside(node)
    return frozenset(found)


def own_changes(node: cst.CSTNode, place: Place, written: frozenset[int]) -> dict[str, object]:
    """What is to be changed in *node*, at *place*, itself; the signs that are *written* stay."""
    match node:
        case cst.Param(default=cst.BaseExpression(), annotation=None, equal=sign) if id(sign) not in written:
            space = cst.SimpleWhitespace("")
            return {"equal": cst.AssignEqual(space, space)}
        case cst.BaseExpression(lpar=[sign]) if id(sign) not in written and is_bracketed_for_nothing(
            node, place
        ):
            return {"lpar": (), "rpar": ()} | quotes(node)
        case cst.BaseExpression():
            return quotes(node)
    return {}


def is_bracketed_for_nothing(node: cst.BaseExpression, place: Place) -> bool:
    """Would *node* at *place* be the same without its brackets, and are they on one line?

    `(x): int` annotates no plain name, so its annotation is not kept.
    """
    if place == ANNOTATED and isinstance(node, cst.Name):
        return False
    needless = [
        isinstance(node, ATOMS),
        place in WHOLE and not isinstance(node, LOOSE),
        place in OPERANDS and not isinstance(node, LOOSE_OPERANDS),
        place in TESTS and isinstance(node, cst.NamedExpr),
        place in YIELDED and isinstance(node, cst.Yield),
        place == TARGET and isinstance(node, cst.Tuple) and bool(node.elements),
    ]
    return any(needless) and "\n" not in cst.Module([]).code_for_node(node)


def quotes(node: cst.BaseExpression) -> dict[str, object]:
    """The change from single to double quotes, if *node* is a text to which they make no difference."""
    if not isinstance(node, cst.SimpleString) or node.quote != "'":
        return {}
    if '"' in node.raw_value or "\\'" in node.raw_value:
        return {}
    return {"value": f'{node.prefix}"{node.raw_value}"'}
