"""The judge: is a tree, or a text, strict core?  It names every place that is not, and the construct.

    violations(text, module)      ->  [(1, 5, "binary operation")] for `x = 1 + 2`

The table of the ten constructs is in docs/core.md; this is its only implementation in the project, and the
tests hold it against an independent one that is written on `ast`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import libcst as cst

from mvpy.errors import InternalError
from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.nodes import parameters
from mvpy.tree.positions import columns_in

Violation = tuple[cst.CSTNode, str]  # what is not core, and what that construct is called
WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
NAMES = {
    "With": "with statement", "For": "for loop", "If": "if statement", "ClassDef": "class definition",
    "Attribute": "attribute reference", "BinaryOperation": "binary operation", "SimpleString": "string literal",
    "ConcatenatedString": "string literal", "FormattedString": "formatted string literal", "Float": "float literal",
    "TemplatedString": "template string literal", "Imaginary": "imaginary literal", "NamedExpr": "assignment expression", "IfExp": "conditional expression",
    "Del": "del statement", "AugAssign": "augmented assignment", "AnnAssign": "annotated assignment",
    "ListComp": "list comprehension", "SetComp": "set comprehension", "DictComp": "dict comprehension",
    "TryStar": "except* clause", "StarredDictComp": "dict comprehension",
    "GeneratorExp": "generator expression", "Subscript": "subscription", "Ellipsis": "ellipsis literal",
}  # fmt: skip
CONSTANTS = {"True", "False", "None", "__debug__"}


def construct_name(node: cst.CSTNode) -> str:
    """What the Language Reference calls the construct of *node*."""
    if isinstance(node, cst.Yield) and isinstance(node.value, cst.From):
        return "yield from"
    kind = type(node).__name__
    return NAMES.get(kind) or WORDS.sub(" ", kind).lower()


def first_violation(module: cst.Module) -> Violation | None:
    """(node, construct) for something in *module* that is not core, or None.  Whitespace is not judged."""
    return next(walk_violations(module), None)


def refuse_what_is_not_core(
    module: cst.Module, filename: str, line_of: Callable[[cst.CSTNode], int] = lambda node: 0
) -> None:
    """An InternalError if something in *module* is not core; *line_of* says where it was in the source."""
    if found := first_violation(module):
        node, construct = found
        words = construct_name(node)
        said = construct if words == construct else f"{construct} ({words})"
        raise InternalError("core", filename, line_of(node), f"{said} is left")


def walk_violations(module: cst.Module) -> Iterator[Violation]:
    """Every (node, construct) of *module* that is not core.  Iterative: nesting may be as deep as it likes.

    Inside what is not core the search goes on; the parts that belong to a construct, such as the targets of a
    `for` loop, are not named beside it.
    """
    stack: list[Any] = list(reversed(module.body))
    while stack:
        node = stack.pop()
        kind = node.__class__
        if kind is cst.SimpleStatementLine:
            if len(node.body) != 1:
                yield node.body[0].semicolon, "semicolon"
            for small in node.body:
                yield from small_violations(small, stack)
        elif kind is cst.FunctionDef:
            yield from signature(node, stack)
            yield from block(node.body, stack)
        elif kind is cst.While:
            if node.orelse is not None:
                yield node.orelse, "else clause of a loop"
                stack.append(node.orelse.body)
            stack.append(node.test)
            yield from block(node.body, stack)
        elif kind is cst.Try:
            for clause, construct in (
                (node.orelse, "else clause of try"),
                (node.finalbody, "finally clause"),
            ):
                if clause is not None:
                    yield clause, construct
                    stack.append(clause.body)
            yield from block(node.body, stack)
            for handler in node.handlers:
                if handler.type is not None:
                    stack.append(handler.type)
                yield from block(handler.body, stack)
        elif kind is cst.Call:
            stack.append(node.func)
            stack += [
                arg.value for arg in node.args if arg.value.__class__ is not cst.Integer
            ]  # texts are full of them
        elif kind is cst.Name:
            if node.value in CONSTANTS:
                yield node, f"the constant {node.value}"
        elif kind is cst.Integer or kind is CommentStatement:
            pass
        elif isinstance(node, cst.BaseSmallStatement):
            yield from small_violations(node, stack)
        else:
            if isinstance(node, CONSTRUCTS) and kind is not cst.StarredElement:
                yield node, construct_name(node)
            stack.extend(inside(node))


def signature(node: cst.FunctionDef, stack: list[Any]) -> Iterator[Violation]:
    """What stands before the suite of a function."""
    for decorator in node.decorators:
        yield decorator, "decorator"
        stack.append(decorator.decorator)
    annotations = [param.annotation for param in parameters(node.params)] + [node.returns]
    for annotation in annotations:
        if annotation is not None:
            yield annotation, "annotation"
            stack.append(annotation.annotation)
    if node.asynchronous is not None:
        yield node, "coroutine function definition"
    if node.type_parameters is not None:
        yield node.type_parameters, "type parameters"
    stack.extend(param.default for param in parameters(node.params) if param.default is not None)


def small_violations(small: cst.BaseSmallStatement, stack: list[Any]) -> Iterator[Violation]:
    """What is not core in *small*; its expressions go to the *stack*."""
    if small.__class__ is cst.Expr:
        yield from yielded(small.value, stack)
    elif small.__class__ is cst.Assign:
        targets = [one.target for one in small.targets]
        if len(targets) != 1:
            yield small, "chained assignment"
        for target in targets:
            if not isinstance(target, cst.Name):
                yield small if len(targets) == 1 else target, f"assignment to {construct_name(target)}"
            stack.extend(inside_target(target))
        yield from yielded(small.value, stack)
    elif small.__class__ is cst.Return:
        if small.value is not None:
            stack.append(small.value)
    elif small.__class__ is cst.Raise:
        if small.cause is not None:
            yield small.cause, "raise from"
            stack.append(small.cause.item)
        if small.exc is not None:
            stack.append(small.exc)
    elif small.__class__ is not cst.Nonlocal:
        yield small, construct_name(small)
        stack.extend(inside(small))


def yielded(value: cst.BaseExpression, stack: list[Any]) -> Iterator[Violation]:
    """A yield may stand here, as a whole, but not `yield from`."""
    if value.__class__ is cst.Yield:
        if isinstance(value.value, cst.From):
            yield value, construct_name(value)
            stack.append(value.value.item)
        elif value.value is not None:
            stack.append(value.value)
    else:
        stack.append(value)


def block(body: cst.BaseSuite, stack: list[Any]) -> Iterator[Violation]:
    """A suite has lines of its own; its statements go to the *stack*."""
    if not isinstance(body, cst.IndentedBlock):
        yield body, "suite on the line of its clause"
    stack.extend(reversed(body.body))


# Inside what is not core ----------------------------------------------------------------

CONSTRUCTS = (cst.BaseExpression, cst.BaseStatement)
WITHOUT_EXPRESSIONS = (
    cst.Import, cst.ImportFrom, cst.LazyImport, cst.LazyImportFrom, cst.Global, cst.MatchPattern, cst.EmptyLine, cst.TrailingWhitespace,
    cst.BaseParenthesizableWhitespace, cst.SimpleString,
)  # fmt: skip
TARGETS = {
    cst.AugAssign: "target", cst.AnnAssign: "target", cst.Del: "target", cst.For: "target", cst.CompFor: "target",
    cst.AsName: "name",
}  # fmt: skip


def inside(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The parts of *node* in which there may be constructs of their own."""
    if isinstance(node, WITHOUT_EXPRESSIONS):
        return
    target = getattr(node, TARGETS[type(node)]) if type(node) in TARGETS else None
    for part in node.children:
        if part is target:
            yield from inside_target(part)
        elif isinstance(node, cst.ConcatenatedString):
            yield from inside(part)  # its strings are one literal
        else:
            yield part


def inside_target(target: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The parts of *target*, which is assigned to, that are evaluated: `a` of `a.b`."""
    waiting = [target]
    while waiting:
        node = waiting.pop()
        match node:
            case cst.Tuple() | cst.List():
                waiting += [element.value for element in node.elements]
            case cst.StarredElement():
                waiting.append(node.value)
            case cst.Attribute() | cst.Subscript():
                yield from inside(node)


def violations(text: str, module: cst.Module) -> list[tuple[int, int, str]]:
    """(line, column, construct) for every place in *module*, read from *text*, that is not strict core; in order."""
    found = list(walk_violations(module))
    if not found:
        return []  # the places of all nodes are asked for no sooner: in an output there are many
    from libcst.metadata import MetadataWrapper, PositionProvider  # start-up: for what is not core

    places = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    column_of = columns_in(text, module.code)
    placed = set()  # of `a.b.c`, each part begins where the whole begins
    for node, construct in found:
        at = places[node].start if node in places else None
        column = column_of(at.line, at.column) + 1 if at else 0  # columns count from 1
        placed.add((at.line, column, construct) if at else (0, 0, construct))
    return sorted(placed)
