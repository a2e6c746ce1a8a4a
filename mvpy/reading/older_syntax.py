"""A program in the syntax of an older Python, as far as we can write it: not to run it, but to have it judged."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import libcst as cst

from mvpy.tree.literals import concatenated
from mvpy.tree.nodes import parenthesized

Starred = TypeVar("Starred", cst.ListComp, cst.SetComp, cst.GeneratorExp)
Clause = TypeVar("Clause", cst.ExceptHandler, cst.ExceptStarHandler)
Definition = TypeVar("Definition", cst.FunctionDef, cst.ClassDef)


class InOlderSyntax(cst.CSTTransformer):
    """Takes new syntax out of a program, so that the rest of it can be judged; its lines stay where they are.

    A plus before a number in a pattern goes only where the *target* knows it, since an older Python would refuse it; or
    where no target is said.
    """

    def __init__(self, target: tuple[int, int] = (3, 15)) -> None:
        super().__init__()
        self.target = target

    def leave_MatchValue(self, original_node: cst.MatchValue, updated_node: cst.MatchValue) -> cst.MatchValue:
        """A pattern that is a value."""
        return updated_node.with_changes(value=self.without_plus(updated_node.value))

    def leave_MatchMappingElement(
        self, original_node: cst.MatchMappingElement, updated_node: cst.MatchMappingElement
    ) -> cst.MatchMappingElement:
        """A key, and the pattern of its value."""
        return updated_node.with_changes(key=self.without_plus(updated_node.key))

    def without_plus(self, number: cst.BaseExpression) -> cst.BaseExpression:
        """*number* without the plus that it may have in a pattern from 3.15 on."""
        if self.target < (3, 15):
            return number
        if isinstance(number, cst.BinaryOperation):
            return number.with_changes(left=self.without_plus(number.left))
        match number:
            case cst.UnaryOperation(operator=cst.Plus(), expression=cst.BaseNumber(lpar=[]) as bare):
                return bare.with_changes(lpar=number.lpar, rpar=number.rpar)
        return number

    def without_star(self, original_node: Starred, updated_node: Starred) -> Starred:
        """The comprehension *updated_node* without the star that its element may have from 3.15 on."""
        if not isinstance(updated_node.elt, cst.StarredElement):
            return updated_node
        return updated_node.with_changes(elt=updated_node.elt.value)

    leave_ListComp = leave_SetComp = leave_GeneratorExp = without_star

    def leave_StarredDictComp(
        self, original_node: cst.StarredDictComp, updated_node: cst.StarredDictComp
    ) -> cst.DictComp:
        """A comprehension that puts each mapping under 0; nobody runs it."""
        return cst.DictComp(
            key=cst.Integer("0"),
            value=updated_node.value,
            for_in=updated_node.for_in,
            lbrace=updated_node.lbrace,
            rbrace=updated_node.rbrace,
            lpar=updated_node.lpar,
            rpar=updated_node.rpar,
        )

    def in_parentheses(self, original_node: Clause, updated_node: Clause) -> Clause:
        """The clause *updated_node* of `try`, its types in the parentheses that may be missing from 3.14 on."""
        types = updated_node.type
        if not isinstance(types, cst.Tuple) or types.lpar:
            return updated_node
        types = types.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        return updated_node.with_changes(type=types)

    leave_ExceptHandler = leave_ExceptStarHandler = in_parentheses

    def without_type_parameters(self, original_node: Definition, updated_node: Definition) -> Definition:
        """The definition *updated_node*; its type parameters are judged elsewhere, and the lines they take stay."""
        found = updated_node.type_parameters
        if found is None:
            return updated_node
        missing = cst.Module([]).code_for_node(found).count("\n")
        body = updated_node.body
        if missing and isinstance(body, cst.IndentedBlock):
            body = behind_empty_lines(body, missing)
        return updated_node.with_changes(type_parameters=None, body=body)

    leave_FunctionDef = leave_ClassDef = without_type_parameters

    def leave_TypeAlias(self, original_node: cst.TypeAlias, updated_node: cst.TypeAlias) -> cst.Assign:
        """An assignment of a function with the value."""
        value = cst.Lambda(cst.Parameters(), updated_node.value)
        target = cst.AssignTarget(updated_node.name)
        return cst.Assign([target], value, semicolon=updated_node.semicolon)

    def leave_LazyImport(self, original_node: cst.LazyImport, updated_node: cst.LazyImport) -> cst.Import:
        """An import that is not lazy."""
        return cst.Import(updated_node.names, semicolon=updated_node.semicolon)

    def leave_LazyImportFrom(
        self, original_node: cst.LazyImportFrom, updated_node: cst.LazyImportFrom
    ) -> cst.ImportFrom:
        """An import that is not lazy."""
        return cst.ImportFrom(
            updated_node.module,
            updated_node.names,
            relative=updated_node.relative,
            lpar=updated_node.lpar,
            rpar=updated_node.rpar,
            semicolon=updated_node.semicolon,
        )

    def leave_TemplatedString(
        self, original_node: cst.TemplatedString, updated_node: cst.TemplatedString
    ) -> cst.BaseExpression:
        """A sum of tuples of what is in the fields."""
        return updated_node if sys.version_info >= (3, 14) else in_fields(original_node, updated_node)

    def leave_FormattedString(
        self, original_node: cst.FormattedString, updated_node: cst.FormattedString
    ) -> cst.BaseExpression:
        """A sum of tuples of what is in the fields: before 3.12 not every quote may stand in them."""
        return updated_node if sys.version_info >= (3, 12) else in_fields(original_node, updated_node)

    def visit_ConcatenatedString(self, node: cst.ConcatenatedString) -> bool:
        """Its parts are visited when it is left: in their place only strings may stand."""
        return False

    def leave_ConcatenatedString(
        self, original_node: cst.ConcatenatedString, updated_node: cst.ConcatenatedString
    ) -> cst.BaseExpression:
        """A sum of tuples of what the parts have become, if one of them is no string any more."""
        new = [part.visit(self) for part in concatenated(original_node)]
        if all(isinstance(part, cst.BaseString) for part in new):
            return with_parts(original_node, (part for part in new if isinstance(part, cst.BaseString)))
        return tuple_of((part for part in new if isinstance(part, cst.BaseExpression)), original_node)


def behind_empty_lines(block: cst.IndentedBlock, number: int) -> cst.IndentedBlock:
    """*block* with a *number* of empty lines above its first statement."""
    first, *rest = block.body
    lines = [*([cst.EmptyLine(indent=False)] * number), *getattr(first, "leading_lines", ())]
    return block.with_changes(body=[first.with_changes(leading_lines=lines), *rest])


String = cst.TemplatedString | cst.FormattedString


def in_fields(original: String, string: String) -> cst.BaseExpression:
    """A sum of tuples of the expressions in the fields of *string*, which was *original*."""
    return tuple_of(expressions_in(string.parts), original)


def expressions_in(parts: Sequence[cst.CSTNode]) -> Iterable[cst.BaseExpression]:
    """The expressions in the *parts* of a string, and in their format specifications."""
    for part in parts:
        if isinstance(part, (cst.TemplatedStringExpression, cst.FormattedStringExpression)):
            yield part.expression
            yield from expressions_in(part.format_spec or ())


def with_parts(node: cst.BaseString, parts: Iterator[cst.BaseString]) -> cst.BaseString:
    """The concatenation *node* of other *parts*."""
    if not isinstance(node, cst.ConcatenatedString):
        return next(parts)
    left = with_parts(node.left, parts)
    return node.with_changes(left=left, right=with_parts(node.right, parts))


def tuple_of(items: Iterable[cst.BaseExpression], original: cst.BaseExpression) -> cst.BaseExpression:
    """A tuple of *items*, on as many lines as *original*; and another is added, so that it can be no target or pattern."""
    elements = [cst.Element(item if item.lpar else parenthesized(item), comma=cst.Comma()) for item in items]
    made = cst.Tuple(elements)
    lines_of = cst.Module([]).code_for_node
    missing = lines_of(original).count("\n") - lines_of(made).count("\n")
    if missing > 0:
        lines = cst.ParenthesizedWhitespace(empty_lines=[cst.EmptyLine(indent=False)] * (missing - 1))
        made = made.with_changes(lpar=[cst.LeftParen(whitespace_after=lines)])
    return parenthesized(cst.BinaryOperation(made, cst.Add(), cst.Tuple([])))
