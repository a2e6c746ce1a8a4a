"""Unions of types by `|`, where the host evaluates them, as `typing` has them.

    from collections.abc import Callable

    Number = int | float

    def parse(text: str | None, then: Callable[[Number], None] | None = None) -> Number:
        return text if isinstance(text, int | float) else float(text)

becomes

    from collections.abc import Callable
    import typing

    Number = typing.Union[int, float]

    def parse(text: typing.Optional[str], then: typing.Optional[Callable[[Number], None]] = None) -> Number:
        return text if isinstance(text, (int, float)) else float(text)

Grammar
    bitwise_or ::= bitwise_or '|' bitwise_xor

Meaning
    1. In an annotation, a bound, or the type that `cast` is given, `|` makes a union, whatever stands there.
    2. Elsewhere it does where an operand is a type for certain: a builtin class, a class of the module, one with items,
       what `typing` has, or a variable that is bound to a type; and where the result is, as it is used as a type.
    3. Of operands that nobody knows, but that are called as classes are, the host finds out what `|` makes.
    4. `isinstance` and `issubclass` get a tuple; of a variable that is a union, what is in it.

Left alone
    Annotations that nobody evaluates: of variables in functions, under `TYPE_CHECKING`, and all in a module that says
    `from __future__ import annotations`. Branches of `sys.version_info` that the host does not take.

Differs
    A union is one of `typing`: `type(int | str)`, its `repr` and what it is equal to are others. That of Python 3.6 leaves
    out a class whose base is in it, too. `isinstance` does not take one that comes from another module, or as an argument.

Reference
    https://docs.python.org/3/library/stdtypes.html#types-union
    PEP 604
"""

import re

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.lowering.run_time_types.certain import find_aliases, is_perhaps_type, is_type
from mvpy.rewrites.lowering.run_time_types.places import Places
from mvpy.rewrites.lowering.run_time_types.roles import CLASSINFO, TYPE, At
from mvpy.rewrites.lowering.run_time_types.sites import Sites, expression_at, sites
from mvpy.rewrites.lowering.run_time_types.spelling import Spelling, with_added_imports
from mvpy.rewrites.lowering.run_time_types.unions import class_information, needs_tuple, perhaps_union, union

CONTRACT = Contract(
    removes=Construct("unions of types"),  # which are these is not seen at a node
    grammar="bitwise_or",
    newer=(Newer((3, 10), "a union of types by |"),),
    sees=("layout", "texts", "fields"),
    finish=with_added_imports,
)

# Without one of them there is no union, and none that `isinstance` is given.
WORDS = re.compile(r"\||\bUnion\b|\bOptional\b")


@rewrites(cst.BinaryOperation, cst.SimpleString)
def union_type(node: cst.BaseExpression, cx: Context) -> cst.BaseExpression | None:
    return expression_at(node, sites(cx, WORDS, unions), cx)


@rewrites(cst.Arg)
def classes_asked_for(node: cst.Arg, cx: Context) -> cst.Arg | None:
    new = sites(cx, WORDS, unions).new.get(id(node))
    return new if isinstance(new, cst.Arg) else None


def unions(tree: cst.Module, cx: Context) -> Sites:
    """The unions in *tree*, and what becomes of them."""
    places = Places(tree, cx, cst.BinaryOperation, cst.Call)
    find_aliases(places)
    spelling = Spelling(tree, places.bindings, cx)

    def is_union(node: cst.BinaryOperation, at: At) -> bool:
        return at.role in (TYPE, CLASSINFO) or is_type(places, node, at)

    def such(node: cst.CSTNode, at: At) -> bool:
        if isinstance(node, cst.Arg):
            return at.role == CLASSINFO and needs_tuple(node.value, at, places)
        if at.role == CLASSINFO or not isinstance(node, cst.BinaryOperation):
            return False
        return isinstance(node.operator, cst.BitOr) and (is_union(node, at) or is_perhaps_type(node))

    def form(node: cst.CSTNode, updated: cst.CSTNode, at: At) -> cst.CSTNode:
        if isinstance(updated, cst.Arg):
            return updated.with_changes(value=class_information(updated.value, at, places))
        assert isinstance(node, cst.BinaryOperation) and isinstance(updated, cst.BinaryOperation)
        return union(updated, spelling) if is_union(node, at) else perhaps_union(updated, cx)

    places.is_union = is_union
    return Sites(places, such, form, spelling)
