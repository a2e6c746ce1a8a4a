from __future__ import annotations

import ast
import inspect
import symtable
import sys
import sysconfig
import time
import types
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import libcst as cst
import pytest

from mvpy.scopes.analysis import ScopeError, Scopes, analyse, bound_in, has_node, mangled, names_in
from mvpy.scopes.qualname import read_in

STDLIB = Path(sysconfig.get_path("stdlib"))
MODULES = [
    "argparse.py", "ast.py", "asyncio/events.py", "asyncio/locks.py", "asyncio/taskgroups.py", "bdb.py",
    "collections/__init__.py", "contextlib.py", "copy.py", "dataclasses.py", "difflib.py",
    "email/_header_value_parser.py", "email/message.py", "enum.py", "fractions.py", "functools.py",
    "heapq.py", "importlib/_bootstrap.py", "inspect.py", "json/decoder.py", "json/encoder.py",
    "json/scanner.py", "logging/__init__.py", "pathlib.py", "pdb.py", "random.py", "shutil.py",
    "symtable.py", "tempfile.py", "threading.py", "typing.py", "unittest/mock.py", "zipfile.py",
]  # fmt: skip
SYMTABLE_KINDS = {1: "local", 2: "global", 3: "global", 4: "free", 5: "cell"}
SUSPENDS = (inspect.CO_GENERATOR, inspect.CO_COROUTINE, inspect.CO_ASYNC_GENERATOR)
BINDS = ("is_assigned", "is_imported", "is_parameter", "is_annotated")


def scopes(source: str) -> Scopes:
    return analyse(cst.parse_module(source))


def inner(source: str, *path: str):
    """The scope found in *source* by following the names in *path* inwards."""
    scope = scopes(source).module
    for name in path:
        scope = next(child for child in scope.children if child.name == name)
    return scope


def class_around(scope) -> str:
    while scope and scope.kind != "class":
        scope = scope.parent
    return scope.name if scope else ""


# What symtable and the compiler say and what we say, in one form that can be compared


def declared_global(scope) -> set[str]:
    around = class_around(scope)
    return {mangled(name, around) for name in scope.globals}.union(*map(declared_global, scope.children))


def ours(scope) -> tuple:
    """(name, facts about each name, the same for each child), with private names mangled."""
    around = class_around(scope)
    functionlike = scope.kind not in ("module", "class")
    by_walrus = scope.globals | scope.nonlocals if scope.kind == "comprehension" else set()
    bound = scope.bound | (declared_global(scope) if scope.kind == "module" else by_walrus)
    reads = scope.reads | ({"__class__"} if "super" in scope.reads and functionlike else set())
    facts = {}
    for name in bound | reads | scope.globals | scope.nonlocals:
        kind = scope.kind_of(name)
        if kind == "class" or scope.kind == "module" and name in bound:
            kind = "local"
        uses = (name in bound, name in reads, name in scope.parameters)
        declared = (name in scope.globals and scope.kind != "module", name in scope.nonlocals)
        facts[mangled(name, around)] = (kind, *uses, *declared)
    return (scope.name.strip("<>"), sorted(facts.items()), sorted(map(ours, scope.children)))


def theirs(table: symtable.SymbolTable) -> tuple:
    facts = {}
    for symbol in table.get_symbols():
        kind = SYMTABLE_KINDS[symbol._Symbol__scope]
        bound = any(getattr(symbol, binds)() for binds in BINDS)
        declared = symbol.is_declared_global(), symbol.is_nonlocal()
        if table.get_type() == "module" and declared[0]:
            # How symtable says that `global` in a function or `:=` in a comprehension made it one.
            kind, bound, declared = "local", True, (False, False)
        fact = (kind, bound, symbol.is_referenced(), symbol.is_parameter(), *declared)
        if any(fact[1:]) and symbol.get_name() != ".0":  # else a name on its way inwards
            facts[symbol.get_name()] = fact
    name = "module" if table.get_type() == "module" else table.get_name()
    return (name, sorted(facts.items()), sorted(map(theirs, table.get_children())))


class PlainAugmented(ast.NodeTransformer):
    """`x += 1` as `x = x + 1`: symtable doesn't say that the first reads `x`."""

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt:
        if not isinstance(node.target, ast.Name):
            return node
        read = ast.Name(node.target.id, ast.Load())
        return ast.Assign([node.target], ast.BinOp(read, node.op, node.value), lineno=1)


def symtable_of(source: bytes | str) -> symtable.SymbolTable:
    tree = PlainAugmented().visit(ast.parse(source))
    return symtable.symtable(ast.unparse(tree), "source", "exec")


def closures(scope) -> tuple:
    """What the code object of *scope* has to say about closures and suspension."""
    around = class_around(scope)
    cells = {"__class__"} if scope.kind == "class" else scope.own
    awaits = scope.is_coroutine
    return (
        scope.name,
        tuple(sorted(mangled(name, around) for name in cells if scope.captured(name))),
        tuple(sorted(mangled(name, around) for name in scope.free)),
        (scope.is_generator and not awaits, awaits and not scope.is_generator, awaits and scope.is_generator),
    )


def compiled_closures(code: types.CodeType) -> Iterator[tuple]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            flags = tuple(bool(constant.co_flags & flag) for flag in SUSPENDS)
            cells, free = sorted(constant.co_cellvars), sorted(constant.co_freevars)
            yield constant.co_name, tuple(cells), tuple(free), flags
            yield from compiled_closures(constant)


def missing_closures(source: bytes | str) -> Counter:
    """The code objects of *source* that no scope of ours describes.

    The other way round there may be more of ours: the compiler drops what it sees is never run.
    """
    here = Counter(map(closures, analyse(cst.parse_module(source)).all[1:]))
    return Counter(compiled_closures(compile(source, "source", "exec", dont_inherit=True))) - here


needs_311 = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="later symtables merge comprehensions into what is around them"
)


@needs_311
@pytest.mark.parametrize("name", MODULES)
def test_symtable_agrees_about_the_standard_library(name):
    source = (STDLIB / name).read_bytes()

    assert ours(analyse(cst.parse_module(source)).module) == theirs(symtable_of(source))


@needs_311
@pytest.mark.parametrize("name", MODULES)
def test_the_compiler_agrees_about_closures_and_generators(name):
    assert not missing_closures((STDLIB / name).read_bytes())


CORNERS = {
    "a class body skips its own names for functions": "x = 0\nclass C:\n x = 1\n def f(self): return x\n",
    "a class body with its own name skips the function":
        "def f(x):\n class C:\n  x = x\n  y = x\n return C\n",
    "a class body reads a function's name": "def f(x):\n class C:\n  y = x\n  def g(self): return y\n",
    "a comprehension in a class": "class C:\n xs = [1]\n n = 2\n ys = [n for x in xs if [xs for z in n]]\n",
    "walrus in nested comprehensions":
        "def f(a):\n [[y := x for x in b if (z := b)] for b in a]\n return y\n",
    "walrus at the top": "[y := x for x in [1]]\nlambda: [z := y for _ in z]\n",
    "walrus into a global": "def f():\n global g\n [g := 1 for _ in []]\n return lambda: g\n",
    "walrus into a nonlocal":
        "def f():\n n = 1\n def g():\n  nonlocal n\n  [n := 2 for _ in []]\n return g, n\n",
    "walrus in a lambda in a comprehension": "def f(): return [lambda: (y := x) for x in y]\n",
    "a chain of nonlocals":
        "def a():\n x = 1\n def b():\n  nonlocal x\n  def c():\n   nonlocal x\n   x = 2\n",
    "nonlocal in a class": "def f():\n x = 1\n class C:\n  nonlocal x\n  x = 2\n  def g(self): return x\n",
    "global in a class": "def f():\n x = 1\n class C:\n  global x\n  x = 2\n  def g(self): return x\n",
    "global in between": "def a():\n x = 1\n def b():\n  global x\n  def c(): return x\n",
    "global at the top": "global x\nx = 1\n",
    "the class cell":
        "class C:\n def f(self): return lambda: super().f\n def g(self): return __class__\n __class__\n",
    "a class that binds __class__":
        "class C:\n @property\n def __class__(self): return [__class__ for _ in self]\n",
    "a local __class__": "class C:\n def f(self):\n  __class__ = 1\n  return lambda: __class__\n",
    "a class in a method":
        "class C:\n def f(self):\n  class D(super):\n   __class__\n   def g(self): super()\n",
    "super read elsewhere": "def f():\n super\n class C:\n  super\n",
    "names that are only deleted": "def f():\n del a, (b, [c.d, e[g]])\n return lambda: a\n",
    "except as": "def f():\n try: pass\n except E as e: lambda: e\n try: pass\n except* E as h: h\n",
    "imports":
        "def f():\n import a.b.c, d.e as g\n from h.i import j, k as l\n from . import m\nfrom n import *\n",
    "defaults are evaluated outside": "def f(a):\n lambda b=a, *c, d=(lambda a=a: a), **e: (a, b)\n",
    "annotations are evaluated outside": "def f(T):\n def g(a: T, *b: [T for T in T]) -> T: T = 1\n",
    "decorators and bases are evaluated outside": "def f(d):\n @d\n class C(d, m=[d for d in d]):\n  d = 1\n",
    "annotated names": "def f():\n a: int\n c: int = 1\n d.e: int = g\n h[i]: j\n",
    "future annotations": "from __future__ import annotations\ndef f(a: b) -> [c for c in d]:\n  e: g = 1\n",
    "augmented assignment": "def f():\n a += b\n c.d += 1\n e[g] += 1\n return lambda: a\n",
    "starred targets": "def f():\n a, *b, (c, [*d, e]) = g.h, *i = j\n for k, *l.m in n: pass\n",
    "with": "async def f():\n with a as b, c as (d, e.g): pass\n async with h as i[j]: pass\n",
    "match": "def f(a):\n match a:\n  case [[b, *c], [*_], {d.e: g, **h}]: pass\n"
             "  case C(i, k=l) as m if n: pass\n  case _: None\n",
    "parameters": "def f(a, /, b, *c, d, **e): return lambda *, g: (a, b, c, d, e, g)\n",
    "private names":
        "class __C:\n def __f(self, __a):\n  global __g\n  import __m.n\n  __x.__y, __z__ = 1, 2\n"
                     "class _: __v = lambda: __v\n",
    "yield in a lambda": "def f(): return lambda: (yield)\ndef g(): [x for x in (yield x)]\n",
    "async comprehensions":
        "async def f(a):\n return [[x async for x in y] for y in a], (z async for z in await a)\n",
    "f-strings": "def f(a, b, c):\n return lambda: f'{a!r:>{b}}' 'x' f'{(lambda d: c + d)=}'\n",
    "non-ASCII names": "def f(ﬁle, ª):\n return lambda: (file, a, ª)\n",
    "comprehension clauses": "def f(a):\n return {k: v for k, v.w in a for k in k if v for v in k}\n",
    "assert, raise, while, else": "def f():\n while a:\n  assert b, c\n else: raise d from e\n",
    "slices and conditions": "def f(): return a[b:c, d:e:g] if h < i < j and not k else -l ** m\n",
}  # fmt: skip


@needs_311
@pytest.mark.parametrize("source", CORNERS.values(), ids=CORNERS)
def test_symtable_and_compiler_agree_about(source):
    assert ours(scopes(source).module) == theirs(symtable_of(source))
    assert not missing_closures(source)


# What symtable can't be asked


def test_a_scope_is_found_by_its_node():
    module = cst.parse_module("def f(): return [x for x in (lambda: 1)()]\n")
    found = analyse(module)

    assert found.of(module) is found.module
    assert found.of(module.body[0]).name == "f"
    assert [scope.name for scope in found.all] == ["<module>", "f", "<listcomp>", "<lambda>"]
    with pytest.raises(KeyError):
        found.of(module.body[0].name)


def test_every_kind_of_comprehension_is_found():
    source = "{*a for a in b}, {**c for c in d}, {e: g for e in h}, [*i for i in j], (k for k in l)\n"
    children = scopes(source).module.children
    names = [child.name for child in children]

    assert names == ["<setcomp>", "<dictcomp>", "<dictcomp>", "<listcomp>", "<genexpr>"]
    assert [child.is_generator for child in children] == [False, False, False, False, True]


def test_children_are_in_the_order_of_the_source():
    source = """
x = (lambda one: 1) if (lambda two: 2) else (lambda three: 3)
@(lambda four: 4)
def f(a=lambda five: 5): pass
match x:
    case lambda_.x if (lambda six: 6): (lambda seven: 7)
class C(lambda_): pass
"""
    children = scopes(source).module.children

    assert [(child.parameters or [child.name])[0] for child in children] == [
        "one", "two", "three", "a", "four", "five", "six", "seven", "C",
    ]  # fmt: skip


def test_parameters_are_in_the_order_of_the_signature():
    assert inner("def f(a, /, b=1, *c, d, e=2, **g): pass\n", "f").parameters == list("abcdeg")


def test_a_bare_star_is_no_parameter():
    assert inner("def f(a, *, b): pass\n", "f").parameters == ["a", "b"]


def test_a_read_is_of_its_own_scope_only():
    scope = inner("def f(a):\n b(c.d, e=g)\n return lambda h=i: j\n", "f")

    assert scope.reads == {"b", "c", "g", "i"}


def test_constants_are_not_names():
    module = scopes("a = None, True, False\nmatch a:\n    case None: pass\n").module

    assert module.reads == {"a"}


def test_a_declared_name_is_bound_but_not_owned():
    scope = inner("def f():\n global a\n a = b = 1\n", "f")

    assert scope.bound == {"a", "b"}
    assert scope.own == {"b"}


@pytest.mark.parametrize(("value", "bound"), [(None, set()), (cst.Name("b"), {"a"})])
def test_an_annotated_name_in_parentheses_is_bound_only_with_a_value(value, bound):
    target = cst.Name("a", lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    statement = cst.AnnAssign(target, cst.Annotation(cst.Name("int")), value)

    assert bound_in([statement]) == bound


def test_binding_sites_are_counted():
    source = "def f(a):\n a = 1\n a += 1\n for a in a: pass\n [a := 2 for _ in b]\n del a\n a.b = a[0] = 3\n"
    scope = inner(source, "f")

    assert scope.stores("a") == 6
    assert scope.stores("b") == 0


def test_the_end_of_except_as_deletes():
    assert inner("def f():\n try: pass\n except E as e: del d\n", "f").deletes == {"d", "e"}


def test_kinds_in_a_closure():
    source = "def f(a, b):\n c = a\n def g():\n  nonlocal b\n  global d\n  b = d = print\n  return a\n"
    outer, inside = inner(source, "f"), inner(source, "f", "g")

    assert [outer.kind_of(name) for name in "abcd"] == ["cell", "cell", "local", "global"]
    assert [inside.kind_of(name) for name in "abcd"] == ["free", "free", "free", "global"]
    assert inside.kind_of("print") == "global"


def test_every_name_of_a_module_is_global():
    module = scopes("x = 1\ndef f(): return x\n").module

    assert module.kind_of("x") == module.kind_of("print") == "global"
    assert module.resolve("x") is module.resolve("print") is module


def test_a_class_owns_its_names_but_its_methods_pass_it_by():
    source = "def f(x):\n class C:\n  x = 1\n  y = x\n  def m(self): return x, y\n"
    function_scope, body, method = (inner(source, *path) for path in (["f"], ["f", "C"], ["f", "C", "m"]))

    assert body.kind_of("x") == "class"
    assert body.resolve("x") is body
    assert not body.captured("x")
    assert method.resolve("x").name == "f"
    assert method.kind_of("y") == "global"
    assert function_scope.captured("x")


def test_a_class_body_that_binds_a_name_captures_none():
    assert not inner("def f(x):\n class C:\n  x = x\n", "f").captured("x")


def test_the_class_cell_belongs_to_the_class():
    source = "class C:\n def f(self): return super().f()\n def g(self): pass\n"
    body, method, other = inner(source, "C"), inner(source, "C", "f"), inner(source, "C", "g")

    assert method.kind_of("__class__") == "free"
    assert method.resolve("__class__").kind == "class"
    assert body.captured("__class__")
    assert body.kind_of("__class__") == "global"
    assert (method.free, other.free) == ({"__class__"}, set())


def test_a_name_is_rebound_inside_through_a_chain():
    source = "def a():\n x = y = 1\n def b():\n  nonlocal x, y\n  def c():\n   nonlocal x\n   x = y\n"
    outer, middle = inner(source, "a"), inner(source, "a", "b")

    assert outer.rebound_inside("x")
    assert not outer.rebound_inside("y")
    assert not middle.rebound_inside("x")


def test_shadowing_ends_a_capture():
    scope = inner("def f(x):\n def g(x):\n  def h():\n   nonlocal x\n   x = 1\n", "f")

    assert not scope.captured("x")
    assert not scope.rebound_inside("x")


@pytest.mark.parametrize("inside", ["[x := 1 for _ in y]", "[[x := 1 for a in b] for _ in y]"])
def test_a_walrus_in_a_comprehension_rebinds_what_is_outside(inside):
    scope = inner(f"def f():\n {inside}\n", "f")

    assert "x" in scope.bound
    assert scope.kind_of("x") == "cell"
    assert scope.rebound_inside("x")


def test_functions_rebind_globals():
    module = scopes("x = y = 1\ndef f():\n global x, y\n x = y\n").module

    assert module.rebound_inside("x")
    assert not module.rebound_inside("y")
    assert module.captured("y")


def test_a_walrus_in_a_comprehension_in_a_class_is_refused():
    with pytest.raises(ScopeError, match="'x': `:=` in a comprehension can't bind a name of the class C"):
        scopes("class C:\n y = [x := 1 for _ in z]\n")


def test_a_lambda_in_such_a_comprehension_may_bind():
    assert inner("class C:\n y = [lambda: (x := 1) for _ in z]\n", "C", "<listcomp>", "<lambda>").own == {"x"}


@pytest.mark.parametrize(("body", "captures"), [
    ("def g(): return x", True),
    ("def g():\n  def h(): return [x for _ in y]", True),
    ("class C:\n  z = x", True),
    ("class C:\n  x = x", False),
    ("class C:\n  x = 1\n  def h(self): return x", True),
    ("def g(x):\n  return lambda: x", False),
    ("def g():\n  global x\n  return x", False),
    ("def g():\n  global x\n  return lambda: x", False),
    ("x; z = lambda a=x: a", False),
    ("[y for y in x]", False),
    ("[y for y in z if x]", True),
])  # fmt: skip
def test_a_new_local_would_capture(body, captures):
    assert inner(f"def f():\n {body}\n", "f").nested_reads_global("x") is captures


def test_a_class_turned_function_would_capture_for_its_methods():
    body = inner("class C:\n def greet(self): return greet()\n def other(self): return len\n", "C")

    assert body.nested_reads_global("greet")
    assert body.nested_reads_global("len")
    assert not body.nested_reads_global("other")


def test_names_on_their_way_in_are_free():
    source = "def f(a, b):\n def g():\n  c = 1\n  return lambda: (a, c, print)\n"

    assert inner(source, "f", "g").free == {"a"}


def test_a_star_import_is_noted():
    assert scopes("from m import *\n").module.star_import
    assert not scopes("from m import a\n").module.star_import


@pytest.mark.parametrize(("body", "is_generator", "is_coroutine", "awaits"), [
    ("def f(): yield", True, False, False),
    ("def f(): return lambda: (yield)", False, False, False),
    ("def f(): yield from a", True, False, False),
    ("async def f(): pass", False, True, False),
    ("async def f(): await a", False, True, True),
    ("async def f(): yield await a", True, True, True),
    ("async def f():\n async for a in b: pass", False, True, True),
    ("async def f():\n async with a: pass", False, True, True),
    ("async def f(): return [a async for a in b]", False, True, True),
    ("async def f(): return [[a async for a in b] for b in c]", False, True, True),
    ("async def f(): return (a async for a in b)", False, True, False),
    ("async def f():\n async def g(): await a", False, True, False),
])  # fmt: skip
def test_suspension(body, is_generator, is_coroutine, awaits):
    scope = inner(body + "\n", "f")

    assert scope.is_generator is is_generator
    assert scope.is_coroutine is is_coroutine
    assert scope.has_await_or_async is awaits


# Type parameters (PEP 695, 696)


def test_type_parameters_have_a_scope_around_the_function():
    source = "def f[T, *U, **V](a: T = d) -> U: return T, V\n"
    types_of_f, body = inner(source, "f"), inner(source, "f", "f")

    assert types_of_f.kind == "type"
    assert types_of_f.own == {"T", "U", "V"}
    assert types_of_f.reads == {"T", "U"}
    assert body.kind_of("T") == "free"
    assert scopes(source).module.reads == {"d"}


def test_a_bound_and_a_default_are_evaluated_in_their_own_scopes():
    types_of_f = inner("def f[T: A, U = T](): pass\n", "f")

    assert [(child.kind, child.name, child.reads) for child in types_of_f.children] == [
        ("type", "T", {"A"}), ("type", "U", {"T"}), ("function", "f", set()),
    ]  # fmt: skip
    assert types_of_f.kind_of("T") == "cell"


def test_type_scopes_see_the_class_around():
    source = "class C:\n A = 1\n type B[T] = (A, T, lambda: A)\n def f[T: A](self, a: A): return A\n"
    module = scopes(source).module
    body = module.children[0]
    alias_types, method_types = body.children

    assert alias_types.children[0].resolve("A") is body
    assert alias_types.children[0].kind_of("A") == "class"
    assert alias_types.children[0].kind_of("T") == "free"
    assert alias_types.children[0].children[0].resolve("A") is module
    assert method_types.resolve("A") is body
    assert method_types.children[0].resolve("A") is body
    assert method_types.children[1].resolve("A") is module
    assert body.captured("A")


def test_the_bases_of_a_generic_class_see_its_parameters():
    types_of_c = inner("class C[T](B[T], metaclass=M): x = T\n", "C")

    assert types_of_c.reads == {"B", "T", "M"}
    assert types_of_c.children[0].kind_of("T") == "free"


# The smaller questions


@pytest.mark.parametrize(("name", "class_name", "expected"), [
    ("__x", "C", "_C__x"), ("__x", "__C", "_C__x"), ("__x", "___", "__x"), ("__x__", "C", "__x__"),
    ("_x", "C", "_x"), ("x", "C", "x"), ("__", "C", "__"), ("___x", "C_", "_C____x"), ("__x_", "C", "_C__x_"),
    ("__a.b", "C", "__a.b"), ("__ﬁ", "C", "_C__fi"), ("__x", "", "__x"),
])  # fmt: skip
def test_private_names_are_mangled(name, class_name, expected):
    assert mangled(name, class_name) == expected


def test_names_in_finds_every_variable():
    source = """
import a.b, c as d
from e.f import g as h
global i
@j
def k(l: m = n, *o, **p) -> q:
    nonlocal r
    r.s = t(u=v)[w]
class x[y: z](aa): type ab = ac
match ad:
    case ae.af(ag=ah) as ai: f'{aj:{ak}}'
    case {'': al, **am}: [an := ao for ap in aq if None]
    case [*ar]: del as_
try: pass
except at as au: lambda av: ﬁ
"""
    expected = set("a c d g h i j k l m n o p q r t v w x y z aa ab ac ad ae ah ai aj ak".split())
    expected |= set("al am an ao ap aq ar as_ at au av fi".split())

    assert names_in(cst.parse_module(source)) == expected


def test_bound_in_is_about_the_statements_own_scope():
    source = "a = b\nfor c in d: e += 1\nif f: import g.h\ndef i(j): k = 1\n"
    source += "[l := m for n in o]\nlambda p: (q := 1)\n"

    assert bound_in(cst.parse_module(source).body) == {"a", "c", "e", "g", "i", "l"}


def test_bound_in_takes_small_statements_too():
    (line,) = cst.parse_module("x = 1; import y\n").body

    assert bound_in(line.body) == {"x", "y"}


def test_has_node_stays_out_of_function_bodies():
    module = cst.parse_module("def f(a=lambda: (yield)):\n async def g(): yield\n return 1\n")

    assert not has_node(module, (cst.Yield,))
    assert has_node(module, (cst.Yield,), into_functions=True)
    assert not has_node(module, (cst.Return,))
    assert has_node(module.body[0], (cst.Return,))
    assert not has_node(module.body[0], (cst.Yield,))


@pytest.mark.parametrize(
    "header", ["@(x := d)\ndef f(): pass", "def f(a=(x := 1)): pass", "lambda a=(x := 1): a"]
)
def test_has_node_looks_at_what_is_evaluated_outside_the_body(header):
    assert has_node(cst.parse_module(header + "\n"), (cst.NamedExpr,))


def test_has_node_enters_classes_and_comprehensions():
    module = cst.parse_module("class C:\n x = [y for y in z if (w := y)]\n")

    assert has_node(module, (cst.NamedExpr,))


def test_has_node_finds_subclasses_and_the_node_itself():
    module = cst.parse_module("while a: pass\n")

    assert has_node(module, (cst.BaseCompoundStatement,))
    assert has_node(module.body[0], (cst.While,))
    assert not has_node(module, (cst.Match, cst.BaseComp))


# Size and depth


def elif_chain(length: int) -> cst.Module:
    node = None
    for i in range(length):
        suite = cst.SimpleStatementSuite([cst.Assign([cst.AssignTarget(cst.Name(f"v{i}"))], cst.Name("w"))])
        node = cst.If(cst.Name("t"), suite, node)
    return cst.Module([node])


def test_an_elif_chain_of_5000_is_no_problem():
    module = elif_chain(5000)

    assert len(analyse(module).module.bound) == len(bound_in(module.body)) == 5000
    assert len(names_in(module)) == 5002
    assert not has_node(module, (cst.Yield, cst.Return))


def test_a_sum_of_3000_terms_is_no_problem():
    value = cst.Name("a")
    for i in range(3000):
        value = cst.BinaryOperation(value, cst.Add(), cst.Name(f"b{i}"))
    module = cst.Module([cst.SimpleStatementLine([cst.Expr(value)])])

    assert len(analyse(module).module.reads) == len(names_in(module)) == 3001


def test_lambdas_can_nest_500_deep():
    node = cst.Name("x")
    for _ in range(500):
        node = cst.Lambda(cst.Parameters(), node)
    parameters = cst.Parameters([cst.Param(cst.Name("x"))])
    module = cst.Module([cst.SimpleStatementLine([cst.Expr(cst.Lambda(parameters, node))])])
    found = analyse(module)

    assert found.all[-1].resolve("x") is found.all[1]
    assert found.all[1].captured("x")


def test_a_large_module_takes_no_time():
    module = cst.parse_module((STDLIB / "argparse.py").read_bytes())
    analyse(module)  # writes the steps

    started = time.process_time()
    analyse(module)
    assert time.process_time() - started < 0.25  # 6 ms when nothing else runs


BINDERS = {
    "a = 1\n": "a",
    "a: int = 1\n": "a",
    "a += 1\n": "a",
    "a, (b, *c) = d\n": "a b c",
    "a.b[c] = d\n": "",
    "(a := 1)\n": "a",
    "def a(b): pass\n": "a",
    "class a(b): c = 1\n": "a",
    "import a\n": "a",
    "import a.b\n": "a",
    "import a.b as c, d\n": "c d",
    "from a import b\n": "b",
    "from a import b as c, d\n": "c d",
    "from a import *\n": "",
    "for a, b in c: pass\n": "a b",
    "with a as b, c as (d, e): pass\n": "b d e",
    "try: pass\nexcept a as b: pass\n": "b",
    "try: pass\nexcept* a as b: pass\n": "b",
    "match a:\n case b: pass\n": "b",
    "match a:\n case [b, *c]: pass\n case {1: d, **e}: pass\n case F(g, h=i) as j: pass\n": "b c d e g i j",
    "type a[b] = c\n": "a",
    "[(a := b) for b in c]\n": "a",
}


@pytest.mark.parametrize("source", BINDERS, ids=repr)
def test_every_statement_that_binds_is_counted_once(source):
    module = scopes(source).module
    names = BINDERS[source].split()

    assert module.own == set(names)
    assert {name: module.stores(name) for name in "abcdefghij"} == {
        name: int(name in names) for name in "abcdefghij"
    }
    twice = scopes(source + source).module
    assert [twice.stores(name) for name in names] == [2] * len(names)


def test_what_a_scope_reads_of_those_around():
    source = """\
def f(a):
    b = c
    lambda d: (a, e, d)
    [g for g in h]
    def not_this(): return i
    class C:
        j = k
        def nor_this(self): return l
"""
    assert read_in(inner(source, "f")) == {"c", "e", "h", "k"}
