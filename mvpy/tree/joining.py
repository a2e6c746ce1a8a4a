"""Nodes on one line: what stands in line ends inside brackets is a space or nothing, and comments are collected."""

from __future__ import annotations

import dataclasses
import re
from functools import cache

import libcst as cst

from mvpy.tree.literals import line_ends, without_line_end
from mvpy.tree.positions import BLOCKS
from mvpy.tree.spacing import maker_of

ONE = cst.SimpleWhitespace(" ")
NONE = cst.SimpleWhitespace("")
COMMENT = re.compile(r"#[^\n]*")
# Fields that are no part of the line: of a simple statement, of the header of a compound one.
OUTSIDE = frozenset({"leading_lines", "trailing_whitespace"})
HEADER = BLOCKS - {"decorators", "lines_after_decorators"}


def joined(
    node: cst.CSTNode, comments: list[cst.EmptyLine], kept: frozenset[str] = frozenset()
) -> cst.CSTNode:
    """*node* on one line; its comments are put into *comments*."""
    if node.__class__ is cst.ParenthesizedWhitespace:
        if node.first_line.comment:
            comments.append(cst.EmptyLine(comment=node.first_line.comment))
        comments += [line for line in node.empty_lines if line.comment]
        return NONE
    if node.__class__ is cst.SimpleWhitespace:
        return ONE if "\n" in node.value or "\r" in node.value else node
    kind = node.__class__
    if kind is cst.TemplatedString or node.__class__ is cst.FormattedStringExpression and node.equal:
        return node  # it shows its text
    if node.__class__ is cst.Decorator:
        return joined_decorator(node, comments)
    if (node.__class__ is cst.Name or node.__class__ is cst.Integer) and not node.lpar:
        return node
    changes: dict[str, object] = {}
    for name in in_order(kind):
        if name in kept:
            continue
        value = getattr(node, name)
        if name == "lines_after_decorators":
            comments += [line for line in value if line.comment]
            new = () if value else value
        elif value.__class__ is tuple or value.__class__ is list:
            on_one_line = node.__class__ is cst.FormattedString and name == "parts" and len(node.quote) == 1
            join = joined_field if on_one_line else joined
            new = tuple(join(part, comments) for part in value) if value else value
            if all(a is b for a, b in zip(new, value)):
                new = value
        elif is_node(value.__class__):
            new = joined(value, comments)
            if new is NONE and value is not new:
                new = space_for(node, name)
        elif name == "conversion" and value and "\n" in value:
            comments += comments_in(value)
            new = value[0]
        else:
            continue
        if new is not value:
            changes[name] = new
    return maker_of(node, **changes) if changes else node


# What has brackets or quotes of its own; and the fields that stand in those of others.
CLOSED = (
    cst.Dict, cst.DictComp, cst.FormattedString, cst.List, cst.ListComp, cst.Set, cst.SetComp, cst.TemplatedString,
)  # fmt: skip
IN_BRACKETS = {
    cst.Call: frozenset({"whitespace_before_args", "args"}),
    cst.Subscript: frozenset({"lbracket", "slice", "rbracket"}),
}


def is_loose(node: cst.CSTNode) -> bool:
    """Are there line ends in *node* outside of all brackets in it?"""
    kind = node.__class__
    if kind is cst.ParenthesizedWhitespace:
        return True
    if kind is cst.Name or getattr(node, "lpar", None) or issubclass(kind, CLOSED):
        return False
    inside = IN_BRACKETS.get(kind, ())
    parts = (getattr(node, name) for name in in_order(kind) if name not in inside)
    return any(
        (
            any(map(is_loose, part))
            if isinstance(part, (list, tuple))
            else is_node(part.__class__) and is_loose(part)
        )
        for part in parts
    )


def joined_field(part: cst.CSTNode, comments: list[cst.EmptyLine]) -> cst.CSTNode:
    """*part* of a string on one line, without the line ends behind specifications."""
    new = joined(part, comments)
    assert isinstance(new, cst.BaseFormattedStringContent)
    comments += comments_in("".join(line_ends(new)))
    return without_line_end(new)


def comments_in(space: str) -> list[cst.EmptyLine]:
    """The comments in *space*, each on a line of its own."""
    return [cst.EmptyLine(comment=cst.Comment(comment)) for comment in COMMENT.findall(space)]


def joined_decorator(node: cst.Decorator, comments: list[cst.EmptyLine]) -> cst.Decorator:
    """*node* on one line, with no lines above it; its comments are put into *comments*."""
    comments += [line for line in node.leading_lines if line.comment]
    decorator = joined(node.decorator, comments)
    if node.leading_lines or decorator is not node.decorator:
        node = maker_of(node, leading_lines=(), decorator=decorator)
    if node.trailing_whitespace.comment:
        comments.append(cst.EmptyLine(comment=node.trailing_whitespace.comment))
        node = maker_of(node, trailing_whitespace=cst.TrailingWhitespace())
    return node


def space_for(node: cst.CSTNode, name: str) -> cst.SimpleWhitespace:
    """The space that stands for a line end: none beside brackets, one elsewhere."""
    if isinstance(node, (cst.LeftParen, cst.RightParen, cst.LeftSquareBracket, cst.RightSquareBracket,
                         cst.LeftCurlyBrace, cst.RightCurlyBrace)):  # fmt: skip
        return NONE
    if isinstance(node, cst.Call) and name in ("whitespace_before_args", "whitespace_after_func"):
        return NONE
    if isinstance(node, (cst.Arg, cst.Param)) and name in ("whitespace_after_arg", "whitespace_after_param"):
        return NONE
    if isinstance(node, (cst.MatchClass, cst.MatchMapping, cst.MatchKeywordElement)):
        return NONE
    if isinstance(node, (cst.Comma, cst.Dot)) and name == "whitespace_before" or isinstance(node, cst.Dot):
        return NONE
    return ONE


# Where a class of libcst declares its fields in another order than they stand in the text.
ORDERS = {
    cst.IfExp: ("lpar", "body", "whitespace_before_if", "whitespace_after_if", "test", "whitespace_before_else",
                "whitespace_after_else", "orelse", "rpar"),
    cst.Call: ("lpar", "func", "whitespace_after_func", "whitespace_before_args", "args", "rpar"),
    cst.Lambda: ("lpar", "whitespace_after_lambda", "params", "colon", "body", "rpar"),
    cst.FunctionDef: ("decorators", "lines_after_decorators", "asynchronous", "name", "whitespace_before_params", "params", "returns"),
    cst.ClassDef: ("decorators", "lines_after_decorators", "name", "lpar", "bases", "keywords", "rpar"),
    cst.Parameters: ("posonly_params", "posonly_ind", "params", "star_arg", "kwonly_params", "star_kwarg"),
    cst.Param: ("star", "whitespace_after_star", "name", "annotation", "equal", "default", "comma",
                "whitespace_after_param"),
    cst.Arg: ("star", "whitespace_after_star", "keyword", "equal", "value", "comma", "whitespace_after_arg"),
    cst.DictComp: ("lpar", "lbrace", "key", "whitespace_before_colon", "whitespace_after_colon", "value", "for_in",
                   "rbrace", "rpar"),
    cst.StarredDictComp: ("lpar", "lbrace", "whitespace_before_value", "value", "for_in", "rbrace", "rpar"),
    cst.ListComp: ("lpar", "lbracket", "elt", "for_in", "rbracket", "rpar"),
    cst.SetComp: ("lpar", "lbrace", "elt", "for_in", "rbrace", "rpar"),
    cst.GeneratorExp: ("lpar", "elt", "for_in", "rpar"),
    cst.Subscript: ("lpar", "value", "whitespace_after_value", "lbracket", "slice", "rbracket", "rpar"),
    cst.List: ("lpar", "lbracket", "elements", "rbracket", "rpar"),
    cst.Set: ("lpar", "lbrace", "elements", "rbrace", "rpar"),
    cst.Dict: ("lpar", "lbrace", "elements", "rbrace", "rpar"),
    cst.Tuple: ("lpar", "elements", "rpar"),
    cst.MatchList: ("lpar", "lbracket", "patterns", "rbracket", "rpar"),
    cst.MatchTuple: ("lpar", "patterns", "rpar"),
    cst.MatchMapping: ("lpar", "lbrace", "elements", "whitespace_before_rest", "rest", "trailing_comma", "rbrace", "rpar"),
    cst.MatchClass: ("lpar", "cls", "whitespace_after_cls", "whitespace_before_patterns", "patterns", "kwds",
                     "whitespace_after_kwds", "rpar"),
    cst.MatchOr: ("lpar", "patterns", "rpar"),
    cst.MatchAs: ("lpar", "pattern", "whitespace_before_as", "whitespace_after_as", "name", "rpar"),
    cst.MatchValue: ("value",),
    cst.ImportFrom: ("module", "relative", "lpar", "names", "rpar"),
    cst.Comparison: ("lpar", "left", "comparisons", "rpar"),
    cst.BinaryOperation: ("lpar", "left", "operator", "right", "rpar"),
    cst.BooleanOperation: ("lpar", "left", "operator", "right", "rpar"),
    cst.UnaryOperation: ("lpar", "operator", "expression", "rpar"),
    cst.Attribute: ("lpar", "value", "dot", "attr", "rpar"),
    cst.NamedExpr: ("lpar", "target", "whitespace_before_walrus", "whitespace_after_walrus", "value", "rpar"),
    cst.Assign: ("targets", "value"),
    cst.Await: ("lpar", "whitespace_after_await", "expression", "rpar"),
    cst.Yield: ("lpar", "whitespace_after_yield", "value", "rpar"),
    cst.ConcatenatedString: ("lpar", "left", "whitespace_between", "right", "rpar"),
    cst.StarredElement: ("lpar", "whitespace_before_value", "value", "rpar", "comma"),
    cst.StarredDictElement: ("whitespace_before_value", "value", "comma"),
    cst.DictElement: ("key", "whitespace_before_colon", "whitespace_after_colon", "value", "comma"),
    cst.CompFor: ("whitespace_before", "asynchronous", "whitespace_after_for", "target", "whitespace_before_in",
                  "whitespace_after_in", "iter", "ifs", "inner_for_in"),
    cst.CompIf: ("whitespace_before", "whitespace_before_test", "test"),
    cst.ParamSlash: ("whitespace_after", "comma"),
    cst.TypeVar: ("name", "colon", "bound"),
    cst.From: ("whitespace_before_from", "whitespace_after_from", "item"),
    cst.Index: ("star", "whitespace_after_star", "value"),
    cst.Annotation: ("whitespace_before_indicator", "whitespace_after_indicator", "annotation"),
    cst.AsName: ("whitespace_before_as", "whitespace_after_as", "name"),
    cst.FormattedStringExpression: ("whitespace_before_expression", "expression", "equal", "whitespace_after_expression",
                                    "conversion", "format_spec"),
    cst.With: ("asynchronous", "whitespace_after_with", "lpar", "items", "rpar"),
    cst.ExceptHandler: ("whitespace_after_except", "type", "name"),
    cst.ExceptStarHandler: ("whitespace_after_except", "whitespace_after_star", "type", "name"),
    cst.MatchCase: ("whitespace_after_case", "pattern", "whitespace_before_if", "whitespace_after_if", "guard"),
    cst.MatchStar: ("whitespace_before_name", "name", "comma"),
    cst.MatchMappingElement: ("key", "whitespace_before_colon", "whitespace_after_colon", "pattern", "comma"),
    cst.MatchKeywordElement: ("key", "whitespace_before_equal", "whitespace_after_equal", "pattern", "comma"),
    cst.TypeParam: ("param", "equal", "star", "whitespace_after_star", "default", "comma"),
    cst.LazyImportFrom: ("module", "relative", "lpar", "names", "rpar"),
}  # fmt: skip


@cache
def is_node(kind: type) -> bool:
    """Is *kind* a class of nodes?"""
    return issubclass(kind, cst.CSTNode)


@cache
def in_order(kind: type) -> tuple[str, ...]:
    """The fields of *kind* in the order of the text; none if it is no class of libcst's."""
    if not dataclasses.is_dataclass(kind):
        return ()
    names = [field.name for field in dataclasses.fields(kind)]
    first = ORDERS.get(kind)
    if first is None:
        if "lpar" in names:
            names = ["lpar", *(n for n in names if n not in ("lpar", "rpar")), "rpar"]
        return tuple(names)
    return (*first, *(name for name in names if name not in first))
