"""One description of each kind of node: what its fields hold, in the order in which Python evaluates them.

Walk, hoisting, node kinds and scopes read this table; none of them knows a kind of node by itself.  A line reads

    describe(cst.IfExp, test=decides("condition"), body=branch(same), orelse=branch(same))

"of `a if c else b` the test comes first, and its value is a condition; then one of the others, whose value is
whatever the value of the whole is."  A field has

a *role*
    once        evaluated whenever the construct is, in its turn, and before it has begun with anything else: what
                such a field needs can be done before the construct, after what the fields to its left need
    branch      maybe not evaluated, or more than once, or when the construct has begun
    decides     evaluated once and first, but what else is evaluated depends on it: handled like a branch
    annotation  evaluated by the rewrites of annotations, if it is evaluated at all
    suite       statements
    pattern     compared with something; what looks like an expression in it is none
    binds       a name that is bound here
    word        a name that is no variable

a *position*: what becomes of the value, see `mvpy.machine.place`

a *scope*: the kind of scope that the node opens and the field belongs to; else it belongs to the scope around

and, where a kind is odd, a function beside the table, which has the reason.  A field may hold a node that is no
expression (an `Arg`, a `Parameters`): what that one holds has its turn where the field has its own.

Fields that hold nothing but spaces, signs and brackets are not described.

Source: The Python Language Reference, 6.16 Evaluation order; 7 and 8 for the statements.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from enum import Enum, auto
from functools import cache
from typing import Any

import libcst as cst

from mvpy.tree.let import Let

Node = Any  # of the kind that the line describes
Position = Callable[[Node, str], str]  # from the node and its own position


class Role(Enum):
    ONCE = auto()
    BRANCH = auto()
    ANNOTATION = auto()
    SUITE = auto()
    PATTERN = auto()
    BINDS = auto()
    WORD = auto()


@dataclass(frozen=True)
class Field:
    """What a field is to its node; see the module docstring.

    target      what is stored to: it is not evaluated, only what stands inside it
    scope       the kind of scope that the node opens and this belongs to
    in_place    how many of the nodes here have their turn; the others are branches
    order       the indices of the nodes here, in the order of evaluation
    star        with which star the node here is evaluated
    joined      is what is here only a piece of the construct around?
    bare        a name needs no parentheses here
    primary     an `await` needs parentheses here, as what binds less tightly does that stood here before
    """

    role: Role
    position: str | Position = "value"
    target: bool = False
    scope: str = ""
    in_place: Callable[[Node], int] | None = None
    order: Callable[[Sequence[Node]], Sequence[int]] | None = None
    star: Callable[[Node, Node], str] | None = None
    joined: Callable[[Node, Node], bool] | None = None
    bare: bool = False
    primary: bool = False

    def count(self, node: Node, several: int) -> int:
        """How many of the *several* nodes here have their turn."""
        if self.role is not Role.ONCE:
            return 0
        return several if self.in_place is None else self.in_place(node)


def once(position: str | Position = "value", **more: Any) -> Field:
    return Field(Role.ONCE, position, **more)


def branch(position: str | Position = "value", **more: Any) -> Field:
    return Field(Role.BRANCH, position, **more)


def suite(scope: str = "", **more: Any) -> Field:
    return Field(Role.SUITE, scope=scope, **more)


decides = branch
ONCE, BRANCH, SUITE = once(), branch(), suite()
TARGET = once(target=True)
LATER_TARGET = branch(target=True)  # stored to when the construct has begun
ANNOTATION, PATTERN, BINDS, WORD = map(Field, (Role.ANNOTATION, Role.PATTERN, Role.BINDS, Role.WORD))

WALKED = (Role.ONCE, Role.BRANCH, Role.ANNOTATION, Role.SUITE)

TABLE: dict[type[cst.CSTNode], dict[str, Field]] = {}


def describe(*kinds: type[cst.CSTNode], **described: Field) -> None:
    """Enter *kinds*, whose fields are evaluated in the order in which they are *described*."""
    TABLE.update(dict.fromkeys(kinds, described))


# What is odd: positions


def same(node: cst.IfExp, position: str) -> str:
    """The value of this is the value of the whole."""
    return position


def negated(node: cst.UnaryOperation, position: str) -> str:
    """The truth of `not a` asks for nothing but the truth of `a`."""
    return "condition" if position == "condition" and isinstance(node.operator, cst.Not) else "value"


def left_operand(node: cst.BooleanOperation, position: str) -> str:
    """`a and b and c` is one construct, and libcst has `a and b` for its left operand."""
    only_truth = position in ("condition", "chain of conditions")
    if in_chain(node, node.left):
        return "chain of conditions" if only_truth else "chain of operands"
    return "condition" if only_truth else "operand"


def right_operand(node: cst.BooleanOperation, position: str) -> str:
    return {"chain of conditions": "condition", "chain of operands": "operand"}.get(position, position)


def assigned(node: cst.Assign, position: str) -> str:
    """The value of `name = value` has a name already."""
    targets = node.targets
    return "assigned" if len(targets) == 1 and targets[0].target.__class__ is cst.Name else "value"


# What is odd: turns


def in_chain(node: cst.BooleanOperation, left: cst.BaseExpression) -> bool:
    """Is *left* the beginning of a chain that *node* goes on with?"""
    return (
        isinstance(left, cst.BooleanOperation)
        and not left.lpar
        and left.operator.__class__ is node.operator.__class__
    )


def always(node: cst.ConcatenatedString, part: cst.BaseString) -> bool:
    """`f"{a}" f"{b}"` is one string."""
    return True


def is_display(node: cst.TypeVar, bound: cst.BaseExpression) -> bool:
    """`T: (int, str)` has two constraints; it has no bound."""
    return isinstance(bound, cst.Tuple)


def is_elif(node: cst.If, orelse: cst.If | cst.Else) -> bool:
    return isinstance(orelse, cst.If)


def unchained(node: cst.Comparison) -> int:
    """`a < b < c` means `a < b and b < c`: from `c` on there are branches, and the whole is opened for one."""
    return int(len(node.comparisons) == 1)


def unhashed(node: cst.Set | cst.Dict) -> int:
    """When a display comes to a star, it has hashed what stands before."""
    starred = (isinstance(e, (cst.StarredElement, cst.StarredDictElement)) for e in node.elements)
    return next((i for i, star in enumerate(starred) if star), len(node.elements))


def first(node: cst.With) -> int:
    """The later managers are evaluated when the first has been entered."""
    return 1


def unchained_target(node: cst.Assign) -> int:
    """`a.b = c.d = value` stores to the first target before it evaluates what the second needs."""
    return int(len(node.targets) == 1)


def positional_first(args: Sequence[cst.Arg]) -> list[int]:
    """A call evaluates positional and `*` arguments, then keyword and `**` arguments, each in their order."""
    first = [i for i, arg in enumerate(args) if arg.keyword is None and arg.star != "**"]
    if len(first) == len(args):
        return first
    return first + [i for i, arg in enumerate(args) if arg.keyword is not None or arg.star == "**"]


def star_of_argument(node: cst.Call, arg: cst.Arg) -> str:
    """A starred argument that is the only positional one is iterated by the call itself, after all else."""
    alone = sum(other.keyword is None and other.star != "**" for other in node.args) == 1
    return "" if alone and arg.star == "*" else arg.star


def star_of_base(node: cst.ClassDef, arg: cst.Arg) -> str:
    """A starred base is never alone: the function that makes the body, and the name, stand before it in the call."""
    return arg.star


def star_of_index(node: cst.Index, value: cst.BaseExpression) -> str:
    return node.star or ""


def one_star(node: cst.StarredElement, value: cst.BaseExpression) -> str:
    return "*"


def two_stars(node: cst.StarredDictElement, value: cst.BaseExpression) -> str:
    return "**"


# Expressions

describe(cst.Attribute, value=once("object", primary=True), attr=WORD)
describe(cst.Subscript, value=once(primary=True), slice=ONCE)
describe(cst.SubscriptElement, slice=ONCE)
describe(cst.Index, value=once(star=star_of_index))
describe(cst.Slice, lower=ONCE, upper=ONCE, step=ONCE)
describe(cst.Call, func=once(primary=True), args=once(order=positional_first, star=star_of_argument))
describe(cst.Arg, value=once(bare=True), keyword=WORD)

describe(cst.UnaryOperation, expression=once(negated))
describe(cst.BinaryOperation, left=ONCE, right=ONCE)
describe(cst.Comparison, left=once(in_place=unchained), comparisons=once(in_place=unchained))
describe(cst.ComparisonTarget, comparator=ONCE)
describe(cst.BooleanOperation, left=decides(left_operand, joined=in_chain), right=branch(right_operand))
describe(cst.IfExp, test=decides("condition"), body=branch(same), orelse=branch(same))
describe(cst.NamedExpr, value=ONCE, target=BINDS)
describe(cst.Await, expression=once(primary=True))
describe(cst.Yield, value=ONCE)
describe(cst.From, item=ONCE)

describe(cst.Tuple, cst.List, elements=ONCE)
describe(cst.Set, cst.Dict, elements=once(in_place=unhashed))
describe(cst.Element, value=ONCE)
describe(cst.StarredElement, value=once(star=one_star))
describe(cst.DictElement, key=ONCE, value=ONCE)
describe(cst.StarredDictElement, value=once(star=two_stars))

# A string is formatted field by field, so that before its second field something has been done already.
describe(cst.FormattedString, cst.TemplatedString, parts=BRANCH)
describe(cst.FormattedStringExpression, cst.TemplatedStringExpression, expression=ONCE, format_spec=BRANCH)
describe(cst.ConcatenatedString, left=branch("part", joined=always), right=branch("part", joined=always))

# The iterable of a clause does not belong to the scope of that clause: the first one is evaluated around it all.
describe(cst.ListComp, cst.SetComp, cst.GeneratorExp, for_in=ONCE, elt=branch(scope="comprehension"))
describe(cst.DictComp, for_in=ONCE, key=branch(scope="comprehension"), value=branch(scope="comprehension"))
describe(cst.StarredDictComp, for_in=ONCE, value=branch(scope="comprehension"))
describe(
    cst.CompFor,
    iter=ONCE,
    target=branch(target=True, scope="comprehension"),
    ifs=branch(scope="comprehension"),
    inner_for_in=branch(scope="comprehension"),
)
describe(cst.CompIf, test=once("condition"))
describe(cst.Lambda, params=ONCE, body=branch(scope="lambda"))

describe(Let, statements=SUITE, value=ONCE)  # ours: gone when a walk ends

# Simple statements

describe(cst.Expr, value=once("effect"))
describe(cst.Assign, value=once(assigned, bare=True), targets=once(in_place=unchained_target))
describe(cst.AssignTarget, target=TARGET)
describe(cst.AugAssign, target=LATER_TARGET, value=ONCE)  # the target is read before the value is evaluated
describe(cst.AnnAssign, value=once(bare=True), target=TARGET, annotation=ANNOTATION)
describe(cst.Annotation, annotation=ANNOTATION)
describe(cst.Del, target=TARGET)
describe(cst.Return, value=ONCE)
describe(cst.Raise, exc=ONCE, cause=ONCE)
describe(cst.Assert, test=decides("condition"), msg=BRANCH)
describe(cst.Global, cst.Nonlocal, names=ONCE)
describe(cst.NameItem, name=BINDS)
describe(cst.Import, cst.LazyImport, names=BINDS)
describe(cst.ImportFrom, cst.LazyImportFrom, module=WORD, names=BINDS)
describe(cst.ImportAlias, name=BINDS, asname=ONCE)
describe(cst.AsName, name=TARGET)
describe(cst.TypeAlias, name=BINDS, type_parameters=branch(scope="type"), value=branch(scope="type"))

# Compound statements

describe(cst.Module, cst.IndentedBlock, cst.SimpleStatementSuite, cst.SimpleStatementLine, body=SUITE)
describe(cst.If, test=once("condition"), body=SUITE, orelse=suite(joined=is_elif))
describe(cst.While, test=branch("condition"), body=SUITE, orelse=SUITE)
describe(cst.For, iter=ONCE, target=LATER_TARGET, body=SUITE, orelse=SUITE)
describe(cst.With, items=once(in_place=first), body=SUITE)
describe(cst.WithItem, item=ONCE, asname=BRANCH)
describe(cst.Try, cst.TryStar, body=SUITE, handlers=BRANCH, orelse=SUITE, finalbody=SUITE)
describe(cst.ExceptHandler, cst.ExceptStarHandler, type=ONCE, name=BINDS, body=SUITE)
describe(cst.Else, cst.Finally, body=SUITE)
describe(cst.Match, subject=ONCE, cases=BRANCH)
describe(cst.MatchCase, pattern=PATTERN, guard=once("condition"), body=SUITE)

# Definitions

describe(
    cst.FunctionDef,
    decorators=ONCE,
    params=ONCE,
    type_parameters=branch(scope="type"),
    returns=ANNOTATION,
    name=BINDS,
    body=suite("function"),
)
describe(
    cst.ClassDef,
    decorators=ONCE,
    type_parameters=branch(scope="type"),
    bases=once(star=star_of_base),
    keywords=once(star=star_of_base),
    body=suite("class"),
    name=BINDS,
)
describe(cst.Decorator, decorator=ONCE)
describe(cst.Parameters, posonly_params=ONCE, params=ONCE, kwonly_params=ONCE, star_arg=ONCE, star_kwarg=ONCE)
describe(cst.Param, default=ONCE, annotation=ANNOTATION, name=BINDS)
describe(cst.TypeParameters, params=ONCE)
describe(cst.TypeParam, param=ONCE, default=branch(scope="type"))
describe(cst.TypeVar, bound=branch(scope="type", joined=is_display), name=BINDS)
describe(cst.TypeVarTuple, cst.ParamSpec, name=BINDS)

# Patterns

describe(cst.MatchValue, cst.MatchSingleton, value=ONCE)
describe(cst.MatchTuple, cst.MatchList, patterns=PATTERN)
describe(cst.MatchSequenceElement, value=PATTERN)
describe(cst.MatchStar, name=BINDS)
describe(cst.MatchMapping, elements=PATTERN, rest=BINDS)
describe(cst.MatchMappingElement, key=PATTERN, pattern=PATTERN)
describe(cst.MatchClass, cls=ONCE, patterns=PATTERN, kwds=PATTERN)
describe(cst.MatchKeywordElement, key=WORD, pattern=PATTERN)
describe(cst.MatchAs, pattern=PATTERN, name=BINDS)
describe(cst.MatchOr, patterns=PATTERN)
describe(cst.MatchOrElement, pattern=PATTERN)


@cache
def walked_fields(cls: type) -> dict[str, Field]:
    """The fields of *cls* with something to walk: as libcst has them, since fresh names are numbered in that order."""
    described = TABLE.get(cls)
    if described is None:
        return {}
    in_order = ((field.name, described.get(field.name)) for field in fields(cls))
    return {name: field for name, field in in_order if field is not None and field.role in WALKED}


# libcst has the fields of other kinds in the order in which they are written.
WRITTEN: dict[type, tuple[str, ...]] = {
    cst.IfExp: ("body", "test", "orelse"),
    cst.MatchCase: ("pattern", "guard", "body"),
}


@cache
def written_fields(cls: type) -> tuple[str, ...]:
    """The described fields of *cls* in the order in which they are written."""
    if cls in WRITTEN or cls not in TABLE:
        return WRITTEN.get(cls, ())
    return tuple(field.name for field in fields(cls) if field.name in TABLE[cls])


def fields_that(do: Callable[[Field], bool]) -> dict[type[cst.CSTNode], tuple[str, ...]]:
    """For each kind that has some, its fields that *do* so."""
    found = {
        cls: tuple(name for name, field in described.items() if do(field)) for cls, described in TABLE.items()
    }
    return {cls: names for cls, names in found.items() if names}


@cache
def fields_of_scopes(*scopes: str) -> dict[type[cst.CSTNode], tuple[str, ...]]:
    """For each kind that opens one of these kinds of scopes, its fields that belong there."""
    return fields_that(lambda field: field.scope in scopes)
