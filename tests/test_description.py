"""The description of the kinds of nodes, held against libcst (which fields there are) and Python (what comes first).

Each program calls `t(1)`, `t(2)`, … where something is evaluated, and runs; the numbers that it logs must be those
that the description of its construct gives.
"""

from __future__ import annotations

import libcst as cst
import pytest

from mvpy.tree.description import TABLE, Role
from mvpy.tree.evaluation import branches, held, let_inside, parts, rebuilt, stars
from mvpy.tree.let import Let
from mvpy.tree.nodes import fields_with_nodes, kinds_of_node, nodes_inside

KINDS = sorted({*kinds_of_node(cst.CSTNode), Let}, key=lambda kind: kind.__name__)

# construct, program, what it evaluates in its turn, and what else it evaluates
PROGRAMS = [
    (cst.Attribute, "t(1).a", [1], []),
    (cst.Subscript, "t(1)[t(2)]", [1, 2], []),
    (cst.Subscript, "t(1)[t(2):t(3):t(4), t(5)]", [1, 2, 3, 4, 5], []),
    (cst.Subscript, "t(1)[t(2):, t(3)::t(4)]", [1, 2, 3, 4], []),
    (cst.Call, "t(1)(t(2), k=t(3), *t(4), **t(5))", [1, 2, 4, 3, 5], []),
    (cst.Call, "f(**t(1), k=t(2))", [1, 2], []),
    (cst.UnaryOperation, "-t(1)", [1], []),
    (cst.BinaryOperation, "t(1) + t(2)", [1, 2], []),
    (cst.Comparison, "t(1) < t(2)", [1, 2], []),
    (cst.Comparison, "t(1) < t(2) < t(3)", [], [1, 2, 3]),
    (cst.BooleanOperation, "t(1) and t(2)", [], [1, 2]),
    (cst.BooleanOperation, "t(1) and t(2) and t(3)", [], [1, 2, 3]),
    (cst.IfExp, "t(2) if t(1) else t(3)", [], [1, 2]),
    (cst.IfExp, "t(2) if t(1, 0) else t(3)", [], [1, 3]),
    (cst.NamedExpr, "(x := t(1))", [1], []),
    (cst.Await, "async def f():\n    await t(1)\ntry: f().send(None)\nexcept StopIteration: pass", [1], []),
    (cst.Yield, "def f():\n    yield t(1)\n[*f()]", [1], []),
    (cst.Yield, "def f():\n    yield from t(1)\n[*f()]", [1], []),
    (cst.Tuple, "(t(1), *t(2), t(3))", [1, 2, 3], []),
    (cst.List, "[t(1), *t(2), t(3)]", [1, 2, 3], []),
    (cst.Set, "{t(1), t(2)}", [1, 2], []),
    (cst.Set, "{t(1), *t(2), t(3)}", [1], [2, 3]),
    (cst.Dict, "{t(1): t(2), t(3): t(4)}", [1, 2, 3, 4], []),
    (cst.Dict, "{t(1): t(2), **t(3), t(4): t(5)}", [1, 2], [3, 4, 5]),
    (cst.FormattedString, "f'{t(1)}{t(2):{t(3)}}'", [], [1, 2, 3]),
    (cst.ConcatenatedString, "f'{t(1)}' '' f'{t(2)}'", [], [1, 2]),
    (cst.ListComp, "[t(3) for x in t(1) if t(2)]", [1], [2, 3]),
    (cst.SetComp, "{t(4) for x in t(1) if t(2) for y in t(3)}", [1], [2, 3, 4]),
    (cst.GeneratorExp, "list(t(3) for t(2).a in t(1))", [1], [2, 3]),
    (cst.DictComp, "{t(3): t(4) for x in t(1) if t(2)}", [1], [2, 3, 4]),
    (cst.Lambda, "(lambda a=t(1), *, b=t(2): t(3))()", [1, 2], [3]),
    (cst.Lambda, "(lambda a=t(1), /, b=t(2), *c, d=t(3), **e: 0)()", [1, 2, 3], []),
    (cst.Expr, "t(1)", [1], []),
    (cst.Assign, "t(2).a = t(1)", [1, 2], []),
    (cst.Assign, "t(2)[t(3)] = t(1)", [1, 2, 3], []),
    (cst.Assign, "t(2).a = t(3).b = t(1)", [1], [2, 3]),
    (cst.Assign, "t(2).a, [t(3)[t(4)], *t(5).c] = t(1, (1, (2, 3)))", [1], [2, 3, 4, 5]),
    (cst.AugAssign, "t(1)[t(2)] += t(3)", [3], [1, 2]),
    (cst.AnnAssign, "t(2)[t(3)]: int = t(1)", [1, 2, 3], []),
    (cst.AnnAssign, "t(1).a: int", [1], []),
    (cst.Del, "del t(1)[t(2)]", [1, 2], []),
    (cst.Del, "del t(1).a, (t(2).b, [t(3).c])", [], [1, 2, 3]),
    (cst.Return, "def f():\n    return t(1)\nf()", [1], []),
    (cst.Raise, "try: raise t(1, ValueError) from t(2, KeyError)\nexcept ValueError: pass", [1, 2], []),
    (cst.Assert, "assert t(1), t(2)", [], [1]),
    (cst.Assert, "try: assert t(1, 0), t(2)\nexcept AssertionError: pass", [], [1, 2]),
    (cst.If, "if t(1): pass", [1], []),
    (cst.While, "while t(1): break", [], [1]),
    (cst.For, "for t(2).a in t(1): pass", [1], [2]),
    (cst.With, "with t(1) as t(2).a, t(3, Two()) as (t(4).b, c): pass", [1], [2, 3, 4]),
    (cst.Try, "try: 1 / 0\nexcept t(1, OSError): pass\nexcept t(2, ArithmeticError): pass", [], [1, 2]),
    (cst.TryStar, "try: 1 / 0\nexcept* t(1, OSError): pass\nexcept* t(2, ArithmeticError): pass", [], [1, 2]),
    (cst.Match, "match t(1):\n    case 1 if t(9): pass\n    case _ if t(2, 0): pass\n    case _ if t(3): pass", [1], [2, 3]),
    (cst.FunctionDef, "@t(1)\n@t(2)\ndef f(a=t(3), /, b=t(4), *c, d=t(5), **e): pass", [1, 2, 3, 4, 5], []),
    (cst.ClassDef, "@t(1)\n@t(2)\nclass C(*t(3, ()), metaclass=t(4, type), **t(5, {})): pass", [1, 2, 3, 4, 5], []),
]  # fmt: skip


class Anything:
    """What can be done with it does nothing."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args, **keywords):
        return self

    __getitem__ = __add__ = __neg__ = __enter__ = __call__
    __setitem__ = __delitem__ = __setattr__ = __delattr__ = __exit__ = lambda self, *args: None

    def __lt__(self, other):
        return True

    def __iter__(self):
        return iter(["a"])

    __await__ = __iter__

    def __format__(self, spec):
        return ""

    def keys(self):
        return []


class Two:
    """Gives two things to unpack."""

    def __enter__(self):
        return (1, 2)

    def __exit__(self, *args):
        return None


def logged(program: str) -> list[int]:
    """The numbers of what *program* evaluates."""
    log: list[int] = []

    def t(number, value=Anything()):
        log.append(number)
        return value

    exec(program, {"t": t, "f": Anything(), "Two": Two})
    return log


def construct(kind: type[cst.CSTNode], program: str) -> cst.CSTNode:
    """The first node of this *kind* in *program*."""
    pending: list[cst.CSTNode] = [cst.parse_module(program)]
    while not isinstance(pending[0], kind) or number_of(pending[0]) is not None:
        pending[:1] = nodes_inside(pending[0])
    return pending[0]


def number_of(node: cst.CSTNode) -> int | None:
    """The number of a call `t(1)`."""
    match node:
        case cst.Call(func=cst.Name("t"), args=[cst.Arg(value=cst.Integer(number)), *_]):
            return int(number)
    return None


def numbers_inside(node: cst.CSTNode) -> list[int]:
    """The numbers in *node*, in the order in which its description says that it evaluates them."""
    number = number_of(node)
    return [number] if number is not None else [n for one in held(node) for n in numbers_inside(one.child)]


def numbers_in(expressions: list[cst.BaseExpression]) -> list[int]:
    return [number for expression in expressions for number in numbers_inside(expression)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_field_with_nodes_is_described(kind):
    assert set(TABLE.get(kind, {})) == set(fields_with_nodes(kind))


def test_all_that_is_described_is_a_kind_of_node():
    assert set(TABLE) <= set(KINDS)


@pytest.mark.parametrize(("kind", "program", "in_turn", "others"), PROGRAMS)
def test_the_order_is_that_of_python(kind, program, in_turn, others):
    node, log = construct(kind, program), logged(program)

    assert sorted(log) == sorted(in_turn + others)
    assert [number for number in numbers_inside(node) if number in log] == list(dict.fromkeys(log))
    assert numbers_in(parts(node)) == in_turn
    assert [number for number in numbers_in(branches(node)) if number in log] == others


@pytest.mark.parametrize(("kind", "program", "in_turn", "others"), PROGRAMS)
def test_new_parts_stand_where_the_old_ones_stood(kind, program, in_turn, others):
    node = construct(kind, program)
    old = parts(node)
    new = [cst.Name(f"n{i}") for i in range(len(old))]
    done = rebuilt(node, new)

    assert rebuilt(node, old) is node
    assert all(a is b for a, b in zip(parts(done), new, strict=True))
    assert numbers_in(branches(done)) == numbers_in(branches(node))
    assert all(a is b for a, b in zip(parts(rebuilt(done, old)), old, strict=True))


class WithLet(cst.CSTTransformer):
    """One of the numbered calls in a Let."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def leave_Call(self, original_node, updated_node):
        return Let((), updated_node) if number_of(original_node) == self.number else updated_node


@pytest.mark.parametrize(("kind", "program", "in_turn", "others"), PROGRAMS)
def test_a_let_is_found_wherever_something_is_evaluated(kind, program, in_turn, others):
    node = construct(kind, program)

    assert not let_inside(node)
    for number in in_turn + others:
        changed = node.visit(WithLet(number))
        assert let_inside(changed)
        assert any(isinstance(part, Let) for part in parts(changed)) == (number in in_turn)
        assert any(isinstance(part, Let) for part in branches(changed)) == (number in others)


def test_every_construct_that_evaluates_something_is_tried():
    tried = {kind for kind, *_ in PROGRAMS}
    constructs = {
        kind
        for kind, described in TABLE.items()
        if kind is not Let
        and issubclass(kind, (cst.BaseExpression, cst.BaseSmallStatement, cst.BaseCompoundStatement))
        and any(field.role in (Role.ONCE, Role.BRANCH) for field in described.values())
    }
    # `*a` is none by itself; global names are not evaluated; the rest is newer than the Python that runs this may be.
    assert constructs - tried == {
        cst.StarredElement, cst.StarredDictComp, cst.TemplatedString, cst.TypeAlias, cst.Global, cst.Nonlocal,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f(a, *b, c=d, **e)", ["", "", "*", "", "**"]),
        ("f(*a, b=c)", ["", "", ""]),  # the only positional argument: the call iterates it
        ("f(*a, *b, c=d)", ["", "*", "*", ""]),
        ("[a, *b]", ["", "*"]),
        ("{a: b, c: d}", ["", "", "", ""]),
        ("a[b, *c]", ["", "", "*"]),
        ("a[b:c, d]", ["", "", "", ""]),
        ("a + b", ["", ""]),
    ],
)
def test_with_which_star_a_part_is_evaluated(text, expected):
    assert stars(cst.parse_expression(text)) == expected
