"""The judge: is a tree, or a text, strict core?  It names every place that is not, and the construct.

    violations("x = 1 + 2\\n")      ->  [(1, 5, "binary operation")]

The table of the ten constructs is in docs/core.md; this is its only implementation in the project, and the
tests hold it against an independent one that is written on `ast`.
"""

from __future__ import annotations

import re

import libcst as cst

from mvpy.remark import Remark

WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
NAMES = {
    "With": "with statement", "For": "for loop", "If": "if statement", "ClassDef": "class definition",
    "Attribute": "attribute reference", "BinaryOperation": "binary operation", "SimpleString": "string literal",
    "ConcatenatedString": "string literal", "FormattedString": "formatted string literal", "Float": "float literal",
    "Imaginary": "imaginary literal", "NamedExpr": "assignment expression", "IfExp": "conditional expression",
    "Del": "del statement", "AugAssign": "augmented assignment", "AnnAssign": "annotated assignment",
    "ListComp": "list comprehension", "SetComp": "set comprehension", "DictComp": "dict comprehension",
    "GeneratorExp": "generator expression", "Subscript": "subscription", "Ellipsis": "ellipsis literal",
}  # fmt: skip
CONSTANTS = {"True", "False", "None", "__debug__"}


def construct_name(node: cst.CSTNode) -> str:
    """What the Language Reference calls the construct of *node*."""
    kind = type(node).__name__
    return NAMES.get(kind) or WORDS.sub(" ", kind).lower()


def first_violation(module: cst.Module):
    """(node, construct) for something in *module* that is not core, or None.  Whitespace is not judged."""
    return next(walk_violations(module), None)


def walk_violations(module: cst.Module):
    """Every (node, construct) of *module* that is not core.  Iterative: nesting may be as deep as it likes."""
    stack: list = list(reversed(module.body))
    while stack:
        node = stack.pop()
        kind = node.__class__
        if kind is cst.SimpleStatementLine:
            if len(node.body) != 1:
                yield node, "semicolon"
            for small in node.body:
                yield from small_violations(small, stack)
        elif kind is cst.FunctionDef:
            if node.decorators:
                yield node, "decorator"
            if node.returns is not None:
                yield node, "annotation"
            if node.asynchronous is not None:
                yield node, "coroutine function definition"
            if getattr(node, "type_parameters", None) is not None:
                yield node, "type parameters"
            for param in parameters(node.params):
                if param.annotation is not None:
                    yield param, "annotation"
                if param.default is not None:
                    stack.append(param.default)
            yield from block(node.body, stack)
        elif kind is cst.While:
            if node.orelse is not None:
                yield node, "else clause of a loop"
            stack.append(node.test)
            yield from block(node.body, stack)
        elif kind is cst.Try:
            if node.orelse is not None:
                yield node, "else clause of try"
            if node.finalbody is not None:
                yield node, "finally clause"
            yield from block(node.body, stack)
            for handler in node.handlers:
                if handler.type is not None:
                    stack.append(handler.type)
                yield from block(handler.body, stack)
        elif kind is cst.Call:
            stack.append(node.func)
            stack.extend(arg.value for arg in node.args)
        elif kind is cst.Name:
            if node.value in CONSTANTS:
                yield node, f"the constant {node.value}"
        elif kind is not cst.Integer and kind is not Remark:
            yield node, construct_name(node)


def small_violations(small, stack: list):
    kind = small.__class__
    if kind is cst.Expr:
        yielded(small.value, stack)
    elif kind is cst.Assign:
        if len(small.targets) != 1:
            yield small, "chained assignment"
        elif not isinstance(small.targets[0].target, cst.Name):
            yield small, f"assignment to {construct_name(small.targets[0].target)}"
        yielded(small.value, stack)
    elif kind is cst.Return:
        if small.value is not None:
            stack.append(small.value)
    elif kind is cst.Raise:
        if small.cause is not None:
            yield small, "raise from"
        if small.exc is not None:
            stack.append(small.exc)
    elif kind is not cst.Nonlocal:
        yield small, construct_name(small)


def yielded(value, stack: list) -> None:
    """A yield may stand here, as a whole."""
    if value.__class__ is cst.Yield:
        if isinstance(value.value, cst.From):
            stack.append(value.value)
        elif value.value is not None:
            stack.append(value.value)
    else:
        stack.append(value)


def block(body, stack: list):
    if not isinstance(body, cst.IndentedBlock):
        yield body, "suite on the line of its clause"
    stack.extend(reversed(body.body))


def parameters(params: cst.Parameters):
    """Every parameter of a signature."""
    yield from params.posonly_params
    yield from params.params
    if isinstance(params.star_arg, cst.Param):
        yield params.star_arg
    yield from params.kwonly_params
    if params.star_kwarg is not None:
        yield params.star_kwarg


def violations(text: str) -> list[tuple[int, int, str]]:
    """(line, column, construct) for every place in *text* that is not strict core, in order; columns from 1."""
    from libcst.metadata import MetadataWrapper, PositionProvider

    wrapper = MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True)
    places = wrapper.resolve(PositionProvider)
    found = []
    for node, construct in walk_violations(wrapper.module):
        at = places[node].start if node in places else None
        found.append((at.line, at.column + 1, construct) if at else (0, 0, construct))
    return sorted(found)
