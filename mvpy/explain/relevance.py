"""Which facts matter at a site: some hold only for some forms of the construct.

    facts_at("with_statement", node)    what is said of several items only if the node of libcst has several

What a fact needs that stands *around* the construct cannot be seen at its node, and is not asked for: such a fact matters
everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias, TypeVar

import libcst as cst
import libcst.matchers as m

from mvpy.explain.facts import Fact, account_of

Predicate: TypeAlias = Callable[[Any], bool]
Kind = TypeVar("Kind", bound=cst.CSTNode)

LOOKS_AT_NAMES = ("locals", "vars", "dir", "eval", "exec")
FUNCTIONS = (cst.FunctionDef, cst.Lambda, cst.ClassDef)
LOOPS = (cst.For, cst.While)
CONSTANTS = (cst.BaseNumber, cst.SimpleString, cst.ConcatenatedString, cst.Ellipsis)
MANY_ENOUGH = 3  # constants of a set, from which on the compiler makes a frozenset
SOMETHING = m.DoesNotMatch(None)


def facts_at(rewrite: str, node: cst.CSTNode) -> tuple[Fact, ...]:
    """The facts of *rewrite* that matter at *node*, where its construct is."""
    return tuple(
        fact
        for fact in account_of(rewrite).facts
        if (predicate := ONLY_FOR.get((fact.rewrite, fact.section, fact.number))) is None or predicate(node)
    )


# --- what makes predicates ------------------------------------------------------------------------


def like(matcher: m.BaseMatcherNode) -> Predicate:
    """Is the node as *matcher* says?"""
    return lambda node: m.matches(node, matcher)


def holding(matcher: m.BaseMatcherNode) -> Predicate:
    """Is there, at the node or anywhere inside, what is as *matcher* says?"""
    return lambda node: bool(m.findall(node, matcher))


def among(matcher: m.BaseMatcherNode) -> Sequence[Any]:
    """For a field that is a sequence: one of its items is as *matcher* says."""
    return [m.ZeroOrMore(), matcher, m.ZeroOrMore()]


def several() -> Sequence[Any]:
    """For a field that is a sequence: it has two items at least."""
    return [m.AtLeastN(n=2)]


def in_body(node: cst.CSTNode, leaving: tuple[type[cst.CSTNode], ...] = FUNCTIONS) -> Iterator[cst.CSTNode]:
    """All nodes inside of *node*, but not those of functions and classes in it, or what else is *leaving* it."""
    for child in node.children:
        yield child
        if not isinstance(child, leaving):
            yield from in_body(child, leaving)


def parts_of(node: cst.CSTNode | None, kind: type[Kind]) -> list[Kind]:
    """*node*, if there is one, and the nodes inside of it, as far as they are of this *kind*."""
    inside = () if node is None else (node, *in_body(node, leaving=()))
    return [part for part in inside if isinstance(part, kind)]


# --- predicates -----------------------------------------------------------------------------------


def yields(node: cst.CSTNode) -> bool:
    """Is there a `yield` in the function *node* itself?"""
    return any(isinstance(inside, cst.Yield) for inside in in_body(node))


def does_not_yield(node: cst.CSTNode) -> bool:
    """Is there none?"""
    return not yields(node)


def has_defaults(node: cst.Lambda) -> bool:
    """Has a parameter of *node* a default?"""
    return bool(m.findall(node.params, m.Param(default=SOMETHING)))


def returns(node: cst.CSTNode) -> bool:
    """Is there a `return` in *node*?"""
    return any(isinstance(inside, cst.Return) for inside in in_body(node))


def jumps_in_finally(node: cst.CSTNode) -> bool:
    """Does a jump leave the `finally` suite of *node*?"""
    suite = getattr(node, "finalbody", None)
    return suite is not None and (
        returns(suite)
        or any(isinstance(inside, (cst.Break, cst.Continue)) for inside in in_body(suite, FUNCTIONS + LOOPS))
    )


def returns_a_value(node: cst.CSTNode) -> bool:
    """Is there a `return` with a value in *node*?"""
    return any(isinstance(inside, cst.Return) and inside.value is not None for inside in in_body(node))


def returns_no_value(node: cst.CSTNode) -> bool:
    """Is there a `return` without a value in *node*?"""
    return any(isinstance(inside, cst.Return) and inside.value is None for inside in in_body(node))


def returns_from_a_loop(node: cst.CSTNode) -> bool:
    """Is there a loop in *node* that a `return` leaves?"""
    return any(isinstance(inside, LOOPS) and returns(inside) for inside in in_body(node))


def has_finally(node: cst.CSTNode) -> bool:
    """Has *node* a `finally` clause?"""
    return getattr(node, "finalbody", None) is not None


def has_star(node: cst.Assign) -> bool:
    """Has *node* a target with a star?"""
    return any(HAS_STAR(target.target) for target in node.targets)


def has_an_iterator(node: cst.Assign) -> bool:
    """Is what *node* unpacks more than a display whose items can be counted?"""
    return not isinstance(node.value, (cst.Tuple, cst.List)) or HAS_STAR(node.value)


def has_a_long_docstring(node: cst.Module | cst.ClassDef | cst.FunctionDef) -> bool:
    """Has the docstring of *node* several lines?"""
    return "\n" in (node.get_docstring(clean=False) or "")


def has_finally_in_finally(node: cst.Try | cst.TryStar) -> bool:
    """Is there a `finally` clause in that of *node*?"""
    return any(each is not node.finalbody for each in parts_of(node.finalbody, cst.Finally))


def is_of_constants(node: cst.Tuple | cst.Set) -> bool:
    """Are all items of *node* constants?"""
    return bool(node.elements) and all(isinstance(item.value, CONSTANTS) for item in node.elements)


def is_frozen(node: cst.Set) -> bool:
    """Is *node* a set that the compiler makes?"""
    return len(node.elements) >= MANY_ENOUGH and is_of_constants(node)


def mixes_operators(node: cst.BooleanOperation) -> bool:
    """Is an operand of *node* an operation with the other operator?"""
    return any(
        isinstance(operand, cst.BooleanOperation) and type(operand.operator) is not type(node.operator)
        for operand in (node.left, node.right)
    )


def is_raw(node: cst.TemplatedString | cst.ConcatenatedString) -> bool:
    """Is *node*, or a part of it, written as raw?"""
    return any("r" in part.start.lower() for part in parts_of(node, cst.TemplatedString))


def is_of_bytes(node: cst.ConcatenatedString) -> bool:
    """Is *node* made of bytes?"""
    return any("b" in part.prefix for part in parts_of(node, cst.SimpleString))


def looks_like_a_name(node: cst.SimpleString) -> bool:
    """Is the text of *node* one that an identifier could be?"""
    value = node.evaluated_value
    return isinstance(value, str) and value.isidentifier()


def has_a_function_inside(node: cst.CSTNode) -> bool:
    """Is there a function in the comprehension *node*, or a call that looks at its names?"""
    return HAS_FUNCTION(node) or HAS_LOOK(node)


def is_private(node: cst.FunctionDef | cst.ClassDef) -> bool:
    """Has *node* a type parameter whose name is private?"""
    names = [parameter.param.name.value for parameter in parts_of(node.type_parameters, cst.TypeParam)]
    return any(name.startswith("__") and not name.endswith("__") for name in names)


HAS_FUNCTION = holding(m.Lambda() | m.GeneratorExp())
HAS_LOOK = holding(m.Call(func=m.OneOf(*(m.Name(name) for name in LOOKS_AT_NAMES))))

HAS_TARGET = like(m.With(items=among(m.WithItem(asname=m.AsName()))))
HAS_STAR = holding(m.StarredElement())
IS_FUTURE = like(m.ImportFrom(module=m.Name("__future__"), relative=[]))
FETCHES = like(m.ImportFrom(module=~m.Name("__future__"), names=[m.AtLeastN(n=1)]))
IS_IN = like(m.Comparison(comparisons=among(m.ComparisonTarget(operator=m.In() | m.NotIn()))))
NEEDS_CELL = holding(m.Name("super") | m.Name("__class__"))
HAS_METHOD = holding(m.FunctionDef())
HAS_STARS = like(m.Dict(elements=among(m.StarredDictElement())))
HAS_FIELD = m.FormattedStringExpression(format_spec=SOMETHING) | m.TemplatedStringExpression(
    format_spec=SOMETHING
)
SHOWS_ITSELF = m.FormattedStringExpression(equal=m.AssignEqual()) | m.TemplatedStringExpression(
    equal=m.AssignEqual()
)
UNPACKS_ELEMENT = holding(m.StarredElement() | m.StarredDictElement() | m.StarredDictComp())
IS_ASYNCHRONOUS = holding(m.Await() | m.CompFor(asynchronous=m.Asynchronous()))
WAITS = holding(m.TypeParam(default=SOMETHING) | m.TypeVar(bound=SOMETHING))
CATCHES_BY_NAME = holding(m.ExceptHandler(name=m.AsName()))

# Only where its predicate is true does a fact matter; those that are not here do everywhere.
ONLY_FOR: dict[tuple[str, str, int], Predicate] = {
    ("template_string", "Meaning", 3): holding(HAS_FIELD),
    ("template_string", "Meaning", 4): holding(SHOWS_ITSELF),
    ("template_string", "Meaning", 6): is_raw,
    ("match_statement", "Meaning", 2): holding(m.MatchAs(name=m.Name()) | m.MatchStar(name=m.Name())),
    ("match_statement", "Meaning", 3): holding(m.MatchValue() | m.MatchSingleton()),
    ("match_statement", "Meaning", 4): holding(m.MatchList() | m.MatchTuple()),
    ("match_statement", "Meaning", 5): holding(m.MatchMapping()),
    ("match_statement", "Meaning", 6): holding(m.MatchClass()),
    ("match_statement", "Meaning", 7): holding(m.MatchKeywordElement()),
    ("match_statement", "Exactly", 1): holding(m.MatchClass()),
    ("match_statement", "Exactly", 3): holding(
        m.MatchList() | m.MatchTuple() | m.MatchMapping() | m.MatchClass()
    ),
    ("unparenthesized_exceptions", "Meaning", 2): like(m.ExceptStarHandler()),
    ("lazy_import", "Meaning", 4): like(m.LazyImportFrom()),
    ("string_concatenation", "Meaning", 2): is_of_bytes,
    ("type_parameters", "Meaning", 2): WAITS,
    ("type_parameters", "Meaning", 3): like(m.ClassDef()),
    ("type_parameters", "Meaning", 6): is_private,
    ("type_parameters", "Differs", 0): WAITS,
    ("type_statement", "Meaning", 4): like(m.TypeAlias(type_parameters=SOMETHING)),
    ("annotated_assignment", "Meaning", 1): like(m.AnnAssign(value=SOMETHING)),
    ("annotated_assignment", "Meaning", 4): like(m.AnnAssign(value=None)),
    ("except_star", "Meaning", 5): like(m.TryStar(handlers=among(m.ExceptStarHandler(name=m.AsName())))),
    ("except_star", "Meaning", 7): like(m.TryStar(orelse=m.Else()) | m.TryStar(finalbody=m.Finally())),
    ("class_definition", "Meaning", 4): NEEDS_CELL,
    ("class_definition", "Meaning", 7): HAS_METHOD,
    ("class_definition", "Exactly", 5): NEEDS_CELL,
    ("class_definition", "Exactly", 7): HAS_METHOD,
    ("class_definition", "Differs", 0): CATCHES_BY_NAME,
    ("comprehension", "Meaning", 6): holding(m.NamedExpr()),
    ("comprehension", "Meaning", 7): UNPACKS_ELEMENT,
    ("comprehension", "Exactly", 4): UNPACKS_ELEMENT,
    ("comprehension", "Differs", 0): has_a_function_inside,
    ("generator_expression", "Meaning", 3): IS_ASYNCHRONOUS,
    ("generator_expression", "Meaning", 4): like(m.GeneratorExp(elt=m.StarredElement())),
    ("lambda_expression", "Meaning", 1): has_defaults,
    ("lambda_expression", "Meaning", 2): yields,
    ("function_annotation", "Meaning", 2): like(m.Annotation(annotation=m.StarredElement())),
    ("docstring", "Meaning", 2): has_a_long_docstring,
    ("docstring", "Meaning", 3): like(m.Module()),
    ("docstring", "Differs", 0): like(m.ClassDef()),
    ("coroutine", "Meaning", 1): does_not_yield,
    ("coroutine", "Meaning", 2): yields,
    ("coroutine", "Exactly", 2): yields,
    ("import_statement", "Meaning", 2): like(m.Import(names=several())),
    ("from_import", "Meaning", 1): FETCHES,
    ("from_import", "Meaning", 2): FETCHES,
    ("from_import", "Meaning", 3): like(m.ImportFrom(names=m.ImportStar())),
    ("from_import", "Meaning", 4): like(m.ImportFrom(relative=[m.AtLeastN(n=1)])),
    ("from_import", "Meaning", 5): IS_FUTURE,
    ("from_import", "Differs", 0): IS_FUTURE,
    ("assert_statement", "Meaning", 2): like(m.Assert(msg=SOMETHING)),
    ("jump_through_finally", "Meaning", 1): returns_a_value,
    ("jump_through_finally", "Meaning", 2): has_finally,
    ("jump_through_finally", "Meaning", 3): jumps_in_finally,
    ("jump_through_finally", "Meaning", 4): returns_no_value,
    ("jump_through_finally", "Meaning", 5): returns_from_a_loop,
    ("with_statement", "Meaning", 1): like(m.With(items=several())),
    ("with_statement", "Meaning", 3): HAS_TARGET,
    ("finally_clause", "Meaning", 3): jumps_in_finally,
    ("finally_clause", "Differs", 0): has_finally_in_finally,
    ("raise_from", "Meaning", 3): like(m.Raise(cause=m.From(item=m.Name("None")))),
    ("delete_list", "Meaning", 2): holding(m.Element(value=m.Tuple() | m.List())),
    ("unpacking", "Meaning", 1): has_an_iterator,
    ("unpacking", "Meaning", 2): has_an_iterator,
    ("unpacking", "Exactly", 1): has_an_iterator,
    ("unpacking", "Meaning", 4): has_star,
    ("unpacking", "Meaning", 5): like(m.Assign(value=m.Tuple() | m.List())),
    ("delete_statement", "Meaning", 4): like(m.Del(target=m.Tuple() | m.List())),
    ("augmented_assignment", "Meaning", 2): like(m.AugAssign(target=m.Attribute() | m.Subscript())),
    ("augmented_assignment", "Exactly", 1): like(m.AugAssign(target=m.Attribute() | m.Subscript())),
    ("formatted_string", "Meaning", 2): holding(HAS_FIELD),
    ("formatted_string", "Meaning", 3): holding(SHOWS_ITSELF),
    ("boolean_operation", "Meaning", 4): mixes_operators,
    ("conditional_expression", "Differs", 0): like(m.IfExp(orelse=m.BooleanOperation())),
    ("dict_display", "Meaning", 3): HAS_STARS,
    ("dict_display", "Exactly", 1): HAS_STARS,
    ("dict_display", "Exactly", 2): HAS_STARS,
    ("set_display", "Meaning", 3): is_frozen,
    ("slicing", "Meaning", 2): like(m.Slice(lower=None) | m.Slice(upper=None) | m.Slice(step=None)),
    ("subscription", "Meaning", 3): like(m.Subscript(slice=several())),
    ("attribute", "Meaning", 4): like(m.Attribute(value=m.Call(func=m.Name("super")))),
    ("comparison", "Differs", 0): IS_IN,
    ("unary_operation", "Meaning", 1): like(m.UnaryOperation(operator=m.Not())),
    ("unary_operation", "Meaning", 2): like(m.UnaryOperation(operator=~m.Not())),
    ("tuple_display", "Differs", 0): is_of_constants,
    ("string_literal", "Meaning", 2): looks_like_a_name,
    ("constant_name", "Meaning", 1): like(~m.Name("__debug__")),
    ("constant_name", "Meaning", 2): like(m.Name("__debug__")),
}
