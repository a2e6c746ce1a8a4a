"""The description of the kinds of nodes, held against libcst (which fields there are) and Python (what comes first).

Each program calls `t(1)`, `t(2)`, … where something is evaluated, and runs; the numbers that it logs must be those
that the description of its construct gives.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst
import pytest

from mvpy.machine.context import Context
from mvpy.machine.passes import Passes
from mvpy.machine.program import Program
from mvpy.machine.walk import Walk
from mvpy.pipeline import rewrites_in_order
from mvpy.rewrites import ORDER
from mvpy.scopes.analysis import analyse, names_in
from mvpy.tree.description import TABLE, Role
from mvpy.tree.evaluation import branches, held, let_inside, parts, rebuilt, stars
from mvpy.tree.let import Let
from mvpy.tree.nodes import fields_with_nodes, kinds_of_node, nodes_inside, possible_children

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

# The same of what not every Python runs, or evaluates only when it is asked for.
NEWER = [
    (cst.StarredDictComp, "{**t(3) for x in t(1) if t(2)}", [1], [2, 3]),
    (cst.TemplatedString, "t'{t(1)}{t(2):{t(3)}}'", [], [1, 2, 3]),
    (cst.TypeAlias, "type A[T: t(1), U: (t(2), t(3)) = t(4), *V = t(5), **P = t(6)] = t(7)", [], [1, 2, 3, 4, 5, 6, 7]),
    (cst.FunctionDef, "@t(1)\ndef f[T: t(3) = t(4)](a=t(2)): pass", [1, 2], [3, 4]),
    (cst.ClassDef, "@t(1)\nclass C[T: t(2) = t(3)](t(4)): pass", [1, 4], [2, 3]),
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


@pytest.mark.parametrize(("kind", "program", "in_turn", "others"), NEWER)
def test_what_is_newer_is_described_too(kind, program, in_turn, others):
    node = construct(kind, program)

    assert numbers_in(parts(node)) == in_turn
    assert numbers_in(branches(node)) == others


@pytest.mark.parametrize(("kind", "program", "in_turn", "others"), PROGRAMS + NEWER)
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


@pytest.mark.parametrize(("kind", "program", "in_turn", "others"), PROGRAMS + NEWER)
def test_a_let_is_found_wherever_something_is_evaluated(kind, program, in_turn, others):
    node = construct(kind, program)

    assert not let_inside(node)
    for number in in_turn + others:
        changed = node.visit(WithLet(number))
        assert let_inside(changed)
        assert any(isinstance(part, Let) for part in parts(changed)) == (number in in_turn)
        assert any(isinstance(part, Let) for part in branches(changed)) == (number in others)


def test_every_construct_that_evaluates_something_is_tried():
    tried = {kind for kind, *_ in PROGRAMS + NEWER}
    constructs = {
        kind
        for kind, described in TABLE.items()
        if kind is not Let
        and issubclass(kind, (cst.BaseExpression, cst.BaseSmallStatement, cst.BaseCompoundStatement))
        and any(field.role in (Role.ONCE, Role.BRANCH) for field in described.values())
    }
    # `*a` is none by itself; global names are not evaluated.
    assert constructs - tried == {
        cst.StarredElement, cst.Global, cst.Nonlocal,
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


def test_statements_stand_in_suites_and_nowhere_else():
    blocks = (cst.BaseSuite, cst.BaseStatement, cst.BaseSmallStatement, cst.Else, cst.Finally)
    for kind, described in TABLE.items():
        for name, field in described.items():
            held_there = possible_children(kind).get(name, {cst.SimpleStatementLine})  # what a Let has
            if kind is not Let or name == "statements":
                assert (field.role is Role.SUITE) == any(issubclass(held, blocks) for held in held_there)


def test_annotations_are_for_their_own_rewrites():
    for kind, described in TABLE.items():
        for name, field in described.items():
            is_one = kind is cst.Annotation or cst.Annotation in possible_children(kind).get(name, ())
            assert (field.role is Role.ANNOTATION) == is_one


POSITIONS = [
    ("if not a: pass", "condition"),
    ("while not a: pass", "condition"),
    ("assert not a", "condition"),
    ("x = [0 for y in z if not a]", "condition"),
    ("match x:\n    case _ if not a: pass", "condition"),
    ("x = b if not a else c", "condition"),
    ("if (not a if b else c): pass", "condition"),
    ("if (b if c else not a): pass", "condition"),
    ("x = not a if b else c", "assigned"),
    ("x = b if c else not a", "assigned"),
    ("not a", "effect"),
    ("x = not a", "assigned"),
    ("x = y = not a", "value"),
    ("x.y = not a", "value"),
    ("(not a).b", "object"),
    ("(not a).b = c", "object"),
    ("f(not a)", "value"),
    ("x = not (not a)", "value"),
    ("if not (not a): pass", "condition"),
    ("if -(not a): pass", "value"),
    ("x = (not a) and b", "operand"),
    ("x = b and not a", "assigned"),
    ("if b and not a: pass", "condition"),
    ("if (not a) and b: pass", "condition"),
    ("x = b and (not a) and c", "operand"),
    ("if b and (not a) and c: pass", "condition"),
    ("for x in not a: pass", "value"),
]


@pytest.mark.parametrize(("program", "expected"), POSITIONS)
def test_the_position_of_a_negation(program, expected):
    assert positions_in(program, cst.UnaryOperation)[0] == expected  # the one inside comes first


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("x = b and a and c", ["chain of operands", "assigned"]),
        ("if b and a and c: pass", ["chain of conditions", "condition"]),
        ("x = b and a or c", ["operand", "assigned"]),
        ("x = (b and a) and c", ["operand", "assigned"]),
    ],
)
def test_the_position_of_a_chain(program, expected):
    assert positions_in(program, cst.BooleanOperation) == expected


def test_the_position_of_strings_in_a_row():
    assert positions_in("x = 'a' f'b' 'c'", cst.SimpleString) == ["part", "part"]


def positions_in(program: str, kind: type[cst.CSTNode]) -> list[str]:
    """The positions of the nodes of this *kind* in *program*, as a walk comes to them."""
    found = []

    def note(node, cx):
        found.append(cx.place.position)

    tree = cst.parse_module(program)
    cx = Context(Program(tree, (3, 13)), Passes(rewrites_in_order(), frozenset(ORDER)))
    assert Walk({kind: [note]}, cx).module(tree) is tree
    return found


NAMES = [
    ("a.b", "a"),
    ("f(k=v)", "f v"),
    ("(x := y)", "x y"),
    ("def f(p, /, q, *r, s, **t): return u", "f p q r s t u"),
    ("class C(B, k=v): pass", "C B v"),
    ("import m.n", "m"),
    ("import m as n", "m n"),
    ("from k.l import m, n as o", "m n o"),
    ("global g, h", "g h"),
    ("try: pass\nexcept E as e: pass", "E e"),
    ("type A[T: b, *U, **V] = c", "A T b U V c"),
    (
        "match s:\n    case [a, *b] | {1: c, 'd': d, **r} | C(e, k=v) | (g as h): pass",
        "s a b c d r C e v g h",
    ),
]


@pytest.mark.parametrize(("program", "expected"), NAMES)
def test_which_names_are_variables(program, expected):
    assert names_in(cst.parse_module(program)) == set(expected.split())


SCOPED = [
    "[a for b in c if d for e in f if g]",
    "{a for b in c if d for e in f if g}",
    "{a: b for c in d if e for f in g if h}",
    "{**a for b in c if d}",
    "(a for b in c if d)",
    "lambda p=a: b",
    "@a\ndef f(p=b): c",
    "@a\nclass C(b, k=c): d",
    "@a\ndef f[T: b = c](p=d): e",
    "type A[T: a, *U = b] = c",
    "for a in b: c",
]


@pytest.mark.parametrize("program", SCOPED)
def test_a_name_belongs_to_the_scope_that_is_described(program):
    tree = cst.parse_module(program)
    found = analyse(tree)
    used = {
        name: scope.kind for scope in found.all for name in scope.reads | (scope.own - set(scope.parameters))
    }

    described = dict(kinds_of_scopes(tree, "module"))

    assert described == {name: used[name] for name in described}


def kinds_of_scopes(node: cst.CSTNode, kind: str) -> Iterator[tuple[str, str]]:
    """Each name that is stored to or read in *node*, which stands in a scope of this *kind*, with that of its scope."""
    if isinstance(node, cst.Name):
        yield node.value, kind
    for name, field in TABLE.get(type(node), {}).items():
        value = getattr(node, name)
        if field.role not in (Role.BINDS, Role.WORD):
            for child in value if isinstance(value, (tuple, list)) else (value,):
                yield from kinds_of_scopes(child, field.scope or kind)


@pytest.mark.parametrize(
    ("program", "expected"),
    [("f((a), b)", "f(n, b)"), ("x = (a)", "x = n"), ("x: int = (a)", "x: int = n"), ("-(a)", "-(n)")],
)
def test_where_a_name_needs_no_parentheses(program, expected):
    (small,) = cst.parse_module(program).body[0].body
    node = small.value if isinstance(small, cst.Expr) else small
    old = parts(node)
    place = next(i for i, part in enumerate(old) if part.lpar)
    name = cst.Name("n", lpar=[cst.LeftParen()], rpar=[cst.RightParen()])

    done = rebuilt(node, [*old[:place], name, *old[place + 1 :]])

    assert cst.Module([]).code_for_node(done) == expected
