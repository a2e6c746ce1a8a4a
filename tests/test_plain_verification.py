"""What `verify` says of plain outputs: a kind of difference is named only where it is shown, and a fault is none.

Each fault is planted in the text of a plain output, as a mistake in a template would leave it there.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import mvpy
from mvpy.machine.kinds import EXACT
from mvpy.pipeline import desugar_source
from mvpy.verification import NativeHost, Task, Translation, Verification, close_sessions, verify_many

pytestmark = pytest.mark.usefixtures("sessions_end")


@pytest.fixture(scope="module")
def sessions_end():
    yield
    close_sessions()


def task_of(path: Path, output: mvpy.Desugared, code: str) -> Task:
    lines = {number: line for number, line in enumerate(output.source_map, 1) if line}
    nowhere = {number for number, line in enumerate(output.source_map, 1) if not line}
    return Task(path, code, (), b"", Translation((), lines, nowhere), [site.line for site in output.sites])


def verified(folder: Path, source: str, only: list[str], old: str = "", new: str = "") -> Verification:
    """What comes out for *source*, desugared by *only*, when the text *old* of the output has become *new*."""
    path = folder / "program.py"
    path.write_text(source, encoding="utf-8")
    plain = mvpy.desugar(source, only=only)
    assert old in plain.code, plain.code

    def alternative(kinds: tuple[str, ...] = ()) -> Task:
        output = desugar_source(source, only=only, kinds=frozenset(kinds) or EXACT)
        return task_of(path, output, output.code)

    task = replace(task_of(path, plain, plain.code.replace(old, new)), exact=alternative)
    (result,) = verify_many([task], [NativeHost()])
    return result


SHOWN = [
    ("words", ["unpacking"], "try:\n    a, b = 5\nexcept TypeError as error:\n    print(error)\n"),
    (
        "words",
        ["unpacking"],
        "try:\n    a, b = 1, 2, 3\nexcept ValueError as e:\n    print(repr(e), 'and', e.args)\n",
    ),
    ("words", ["unpacking"], "a, b = 5\n"),
    ("frames", ["lambda_expression"], "def f():\n    return (lambda n: 1 // n)(0)\nf()\n"),
    ("frames", ["lambda_expression"], "print((lambda: 0).__name__)\n"),
    ("frames", ["comprehension"], "def f(n):\n    return 1 // n\nprint([f(n) for n in [1, 0]])\n"),
]


@pytest.mark.parametrize(("kind", "only", "source"), SHOWN)
def test_a_kind_is_named_where_it_is_shown(tmp_path: Path, kind: str, only: list[str], source: str):
    result = verified(tmp_path, source, only)

    assert result.outcome == "equivalent", result.reason
    assert {*result.hosts[0].kinds} <= {kind}
    assert (f"plain differs in {kind}" in result.reason) == bool(result.hosts[0].kinds)


def test_what_is_of_another_kind_is_different_though_exact_is_not(tmp_path: Path):
    source = "async def f(): pass\nprint(hasattr(f, '__wrapped__'))\n"
    result = verified(tmp_path, source, ["coroutine"])

    assert result.outcome == "different"
    assert result.reason.endswith("the exact output does the same as the original)")


def test_what_a_statement_raises_is_nobodys_words(tmp_path: Path):
    source = "for n in range(2):\n    try:\n        raise ValueError(f'text {n}')\n    except ValueError as e:\n        print(e)\n"
    result = verified(tmp_path, source, ["for_statement"], "range(2)", "range(1, 3)")

    assert result.outcome == "different"


LOG = """\
class Log:
    def __init__(self, *items): self.items = list(items)
    def __enter__(self): print('enter'); return self
    def __exit__(self, kind, error, traceback): print('exit', kind and kind.__name__); return kind is KeyError
    def __iter__(self): print('iter'); return iter(self.items)
    def __bool__(self): print('bool'); return bool(self.items)
    def __add__(self, other): print('add'); return 1
    def __iadd__(self, other): print('iadd'); return self
    def __lt__(self, other): print('lt'); return True
    def __getitem__(self, key): print('getitem', key); return key
    def __setitem__(self, key, value): print('setitem', key, value)
    def __delitem__(self, key): print('delitem', key)
    def __format__(self, how): print('format', how); return 'log'
    def __str__(self): print('str'); return 'log'
    def __call__(self, *items): print('call', items); return items
def say(x):
    print('say', x)
    return x
"""
WITH = "def f():\n    with Log() as it:\n        print('body')\n        return 1\nprint(f())\n"
RAISES = "with Log():\n    print('body')\n    raise KeyError('words')\nprint('after')\n"
FAILS = "try:\n    with Log() as (a, b):\n        pass\nexcept Exception as e:\n    print(type(e).__name__)\n"
FOR = "for n in Log(1, 2):\n    print(n)\nelse:\n    print('else')\n"
ERRORS = (
    "for n in [1, 'a', None]:\n    try:\n        print(n + 1)\n    except TypeError as e:\n        print(e)\n"
)
CHAIN = "print(say(1) < say(2) < say(3), say(3) < say(2) < say(1))\n"
AND = "print(say(0) and say(1), say(2) or say(3))\nx = Log() and 5\n"
IF = "if Log(1):\n    print('yes')\nelse:\n    print('no')\n"
LIST = "print([n * 2 for n in Log(1, 2, 3) if n != 2])\n"
GENEXP = "print(list(n for n in Log(1, 2)))\n"
AUGMENTED = "x = Log()\nx += say(1)\nx[say('k')] += say('v')\n"
ASSERTION = "try:\n    assert say(0), say('words')\nexcept AssertionError as e:\n    print(e)\n"
FINALLY = "def f():\n    try:\n        return say(1)\n    finally:\n        print('finally')\nprint(f())\n"
UNPACK = "a, *b = Log(1, 2, 3)\nprint(a, b)\nfor pair in [(1, 2), (1,), 5]:\n    try:\n        c, d = pair\n        print(c, d)\n    except (TypeError, ValueError) as e:\n        print(type(e).__name__)\n"
CLASS = "class A:\n    x = say(1)\n    def m(self): return self.x\nclass B(A, say(Log().__class__)):\n    y = 2\nprint(B().m(), B.__mro__[1].__name__, B.__module__, B.y)\n"
DECORATE = "@say(Log(1))\n@say(Log(2))\ndef f(): pass\nprint(type(f).__name__)\n"
MATCH = "for s in [1, (1, 2), {'k': 3}, 'x']:\n    match s:\n        case 1: print('one')\n        case (a, b): print(a, b)\n        case {'k': v}: print(v)\n        case _: print('else')\n"
DELEGATE = "def g():\n    x = yield 1\n    print('got', x)\n    return 3\ndef h():\n    print('result', (yield from g()))\nit = h()\nprint(next(it))\ntry:\n    it.send(5)\nexcept StopIteration as e:\n    print('stop', e)\n"
FSTRING = "x = Log()\nprint(f'{x} {x:>3} {say(\"a\")!r:>4}')\n"
WALRUS = "print((y := say(5)) + y)\n"
TERNARY = "print(say(1) if say(0) else say(2))\n"
BREAK = "for n in [1, 2, 3]:\n    if n == 2: break\n    print(n)\nelse:\n    print('else')\n"
CONTINUE = "for n in [1, 2, 3]:\n    if n == 2: continue\n    print(n)\n"
RAISE_FROM = "try:\n    raise KeyError(1) from ValueError(2)\nexcept KeyError as e:\n    print(repr(e.__cause__), e.__suppress_context__)\n"
STAR = "try:\n    raise ExceptionGroup('g', [ValueError(1), KeyError(2)])\nexcept* ValueError as g:\n    print('v', g.exceptions)\nexcept* KeyError as g:\n    print('k', g.exceptions)\n"
IMPORT = "import os.path as p, json\nfrom math import floor as f, ceil\nprint(p.__name__, json.__name__, f(1.5), ceil(1.5))\n"
DEFAULT = "f = lambda a, b=say(1): (a, b)\nprint(f(0), f(0, 2))\n"
ANNOTATION = "def f(a: say(1), b: int = say(2)) -> say(3): pass\nprint(f.__annotations__, f(0))\n"

KEY = "try:\n    {}['a']\nexcept KeyError as e:\n    print(e)\n"
NAMED = "try:\n    int.a\nexcept AttributeError as e:\n    print(e)\n"

FAULTS = [
    ("subscription", KEY, "'a')", "'b')"),
    ("attribute", NAMED, '"a")', '"b")'),
    ("with_statement", WITH, "_leave(_manager, None, None, None)", "0"),
    ("with_statement", WITH, "_value = _enter(_manager)", "_value = _enter(_manager); _enter(_manager)"),
    ("with_statement", WITH, "_leave(_manager, None, None, None)", "_leave(_manager, None, None, None); _leave(_manager, None, None, None)"),
    ("with_statement", RAISES, "type(_error), _error,", "_error, type(_error),"),
    ("with_statement", RAISES, "if not _leave", "if _leave"),
    ("with_statement", RAISES, "_enter(_manager)", "0"),
    ("with_statement", FAILS, "_enter(_manager)", "(1, 2)"),
    ("for_statement", FOR, "iter(Log(1, 2))", "iter(iter(Log(1, 2)) and Log(1, 2))"),
    ("for_statement", FOR, "iter(Log(1, 2))", "iter([1, 2])"),
    ("for_statement", ERRORS, "[1, 'a', None]", "[1, None, 'a']"),
    ("for_statement", ERRORS, "_item = next(_iterator, _no_more)\nwhile", "_item = next(_iterator, _no_more)\n_item = next(_iterator, _no_more)\nwhile"),
    ("comparison_chain", CHAIN, "_left = say(1)\n_right = say(2)", "_right = say(2)\n_left = say(1)"),
    ("comparison_chain", CHAIN, "_value = _left < _right\n", "_value = _right < _left\n"),
    ("boolean_operation", AND, "if _value:", "if not _value:"),
    ("boolean_operation", AND, "_value = say(0)", "_value = say(0) or say(0)"),
    ("if_statement", IF, "bool(Log(1))", "bool(Log(1)) and bool(Log(1))"),
    ("if_statement", IF, "_then = 0\n    _otherwise = 0", "_then = 0"),
    ("comprehension", LIST, "Log(1, 2, 3)", "list(Log(1, 2, 3))[::-1]"),
    ("comprehension", LIST, "!= 2", "== 2"),
    ("generator_expression", GENEXP, "iter(Log(1, 2))", "iter(iter(Log(1, 2)) and Log(1, 2))"),
    ("augmented_assignment", AUGMENTED, "operator.iadd(x, say(1))", "operator.add(x, say(1))"),
    ("augmented_assignment", AUGMENTED, "operator.iadd(x, say(1))", "x"),
    ("assert_statement", ASSERTION, "say('words')", "'words'"),
    ("assert_statement", ASSERTION, "if not say(0):", "if not say(0) and not say(0):"),
    ("finally_clause", FINALLY, "print('finally')", "0"),
    ("unpacking", UNPACK, "a = _items[0]", "a = _items[1]"),
    ("unpacking", UNPACK, "Log(1, 2, 3)", "list(Log(1, 2, 3))[:2]"),
    ("unpacking", UNPACK, "c = _items[0]", "c = 0"),
    ("class_definition", CLASS, '_namespace["y"] = 2', "0"),
    ("class_definition", CLASS, '(A, say(Log().__class__))', '(say(Log().__class__), A)'),
    ("class_definition", CLASS, '_namespace["x"] = say(1)', '_namespace["x"] = say(1) and say(1)'),
    ("class_definition", CLASS, '_namespace["__module__"] = __name__', '_namespace["__module__"] = "m"'),
    ("decorator", DECORATE, "say(Log(1))", "Log(1)"),
    ("yield_from", DELEGATE, "_sent = yield _item", "yield _item"),
    ("yield_from", DELEGATE, "_value = _stop.value", "_value = None"),
    ("yield_from", DELEGATE, "iter(g())", "iter([1, 3])"),
    ("formatted_string", FSTRING, "format(x)", "str(x)"),
    ("formatted_string", FSTRING, '">3"', '"<3"'),
    ("formatted_string", FSTRING, 'repr(say("a"))', 'say("a")'),
    ("assignment_expression", WALRUS, "y = say(5)\n", "y = say(5) + 1\n"),
    ("conditional_expression", TERNARY, "_value = say(2)", "_value = say(1)"),
    ("break_statement", BREAK, "_broken = 1\n", "n = 0\n        _item = next(_iterator, _no_more)\n"),
    ("continue_statement", CONTINUE, "        pass\n", "        print(n)\n"),
    ("raise_from", RAISE_FROM, "ValueError(2)", "ValueError(3)"),
    ("import_statement", IMPORT, "p = ", "p_ = "),
    ("from_import", IMPORT, '_import_from(_module, "floor")', '_import_from(_module, "ceil")'),
    ("lambda_expression", DEFAULT, "return (a, b)", "return (b, a)"),
    ("lambda_expression", DEFAULT, "b=say(1)", "b=1"),
    ("function_annotation", ANNOTATION, '"a": say(1)', '"a": 1'),
    ("loop_else", FOR, "print('else')", "0"),
    ("match_statement", MATCH, "_subject = s\n", "_subject = 1\n"),
    ("subscription", "x = Log()\nx[say(1)] = say(2)\ndel x[3]\nx[4]\n", "_value = say(2)\noperator.setitem(x, say(1), _value)", "operator.setitem(x, say(1), say(2))"),
    ("except_star", STAR, "ValueError)", "KeyError)"),
]  # fmt: skip


@pytest.mark.parametrize(("rewrite", "program", "old", "new"), FAULTS)
def test_a_fault_is_different_whatever_exact_does(
    tmp_path: Path, rewrite: str, program: str, old: str, new: str
):
    result = verified(tmp_path, LOG + program, [rewrite], old, new)

    assert result.outcome == "different", result.reason


DYING = """\
import weakref
class Dying:
    def __init__(self, name): self.name = name
    def __enter__(self): print('enter', self.name); return Dying('value')
    def __exit__(self, *details): print('exit', details[0]); return True
    def __iter__(self): print('iter'); return iter([Dying(1), Dying(2)])
    def __bool__(self): print('bool'); return self.name != 'no'
    def __lt__(self, other): print('lt', self.name, other.name); return self.name
    def __del__(self): print('gone', self.name)
def say(x):
    print('say', x)
    return x
"""
LEAVES = "def f():\n    for n in [1, 2]:\n        with Dying('manager'):\n            print('body')\n            if n == 2:\n                return say(1)\n        print('end')\nprint(f())\n"
LEFT = "with Dying('manager') as it:\n    it = 0\n    raise KeyError('words')\nprint('after')\n"
EACH = "for item in Dying('all'):\n    print('suite')\n    item = 0\n    print('end')\nprint('after')\n"
BETWEEN = (
    "def f():\n    x = Dying('a') < Dying('b') < Dying('c')\n    print('after', type(x).__name__)\nf()\n"
)
EITHER = "def f():\n    x = Dying('no') or say('yes') or Dying('never')\n    print('after', x)\nf()\n"
ALIVE = "link = None\nfor item in Dying('all'):\n    if link is not None:\n        print('dead' if link() is None else 'alive')\n    link = weakref.ref(item)\n    item = 0\n    print('dead' if link() is None else 'alive')\n"
PAIR = "def f():\n    a, b = Dying('pair')\n    a = 0\n    print('between', b.name)\n    b = 0\nf()\n"
HANDS = "def g():\n    yield Dying('first')\n    yield Dying('second')\ndef h():\n    print('result', (yield from g()))\nfor one in h():\n    link = weakref.ref(one)\n    one = 0\n    print('dead' if link() is None else 'alive')\n"

NAMES = "items = [1, 2]\nprint(sorted(name for name in globals() if not name.startswith('__')))\n"
LOOKS = (
    NAMES
    + "print((lambda n: n + 1)(1), [n * 2 for n in items])\nprint([name for name in dir() if name[:2] != '__'])\n"
)
PASSES = "def f(x):\n    if x:\n        print('yes')\n    else:\n        print('no')\n    print(sorted(locals()))\nf(1)\nf(0)\n"
PICKS = "def f(x):\n    match x or x:\n        case (a, b): print(a, b)\n        case _: print('else')\n    print(sorted(locals()))\nf((1, 2))\nf(3)\n"
CHAINS = "x = 1\nprint(0 < x < 5, 5 < x < 9)\nprint([name for name in vars() if name[0] != '_'], *[name for name in vars() if name[:2] != '__'])\n"
SUMS = "items = [1, 2, 3]\nprint(sum(n for n in items))\nprint([name for name in globals() if name[:2] != '__'])\n"

BUILDS = """\
import builtins
def say(x):
    print('say', x)
    return x
original = builtins.__build_class__
def build(function, name, *bases):
    print('build', name)
    return original(function, name, *bases)
builtins.__build_class__ = build
class A:
    x = say(1)
    def m(self): return self.x
class B(A):
    y = say(2)
    z = say(y)
print(B().m(), [base.__name__ for base in B.__mro__], B.y, B.z, B.__module__)
"""
DEAD = "for item in (Dying(name) for name in 'ab'):\n    link = weakref.ref(item)\n    item = 0\n    if link() is None:\n        for n in [1, 2]:\n            print('dead', n)\n"
ENDS = "class Ending:\n    def __del__(self):\n        for n in [1, 2]:\n            print('gone', n)\nfor item in (Ending() for name in 'ab'):\n    item = 0\n    print('end')\nprint('after')\n"
SHOUTS = "import builtins\ntrue = print\ndef shout(*words):\n    true(*[str(word).upper() for word in words])\nbuiltins.print = shout\nprint('loud')\n"
OURS = "double = lambda n: n * 2\nprint([(lambda n: n.upper())(name) for name in dir() if name[0] == '_' and name[1] != '_'])\n"


ASKS = """\
import inspect, types
def say(x):
    print('say', x)
    return x
async def f(x):
    return say(x)
async def g(x):
    got = yield say(x)
    print('got', got)
    yield got
print(inspect.iscoroutinefunction(f), inspect.isasyncgenfunction(g), inspect.isfunction(f))
def told(awaitable):
    try:
        awaitable.send(None)
    except StopIteration as end:
        print('end', end.value)
one, both = f(2), g(3)
print(type(one).__name__, type(both).__name__)
for kind in types.CoroutineType, types.AsyncGeneratorType:
    print(isinstance(one, kind), isinstance(both, kind))
if inspect.iscoroutine(one):
    print('it is one')
told(one)
told(both.__anext__())
told(both.asend(4))
"""
NAMED_TYPES = (
    "async def f(): return 5\ndef name_of(x): return type(x).__name__\n"
    "one = f()\nprint(name_of(one), name_of(f), 5)\none.close()\n"
)


SEEN_APART = [
    ("release", "with_statement", DYING + LEAVES),
    ("release", "with_statement", DYING + LEFT),
    ("release", "for_statement", DYING + EACH),
    ("release", "comparison_chain", DYING + BETWEEN),
    ("release", "boolean_operation", DYING + EITHER),
    ("release", "for_statement", DYING + ALIVE),
    ("release", "unpacking", DYING + PAIR),
    ("release", "yield_from", DYING + HANDS),
    ("release", "for_statement", DYING + DEAD),
    ("release", "for_statement", ENDS),
    ("namespace", "lambda_expression", LOOKS),
    ("namespace", "comprehension", LOOKS),
    ("namespace", "if_statement", PASSES),
    ("namespace", "match_statement", PICKS),
    ("namespace", "comparison_chain", CHAINS),
    ("namespace", "generator_expression", SUMS),
    ("rebinding", "class_definition", BUILDS),
    ("kinds", "coroutine", NAMED_TYPES),
    ("kinds", "coroutine", ASKS),
]


@pytest.mark.parametrize("core", [False, True], ids=["alone", "core"])
@pytest.mark.parametrize(("kind", "rewrite", "source"), SEEN_APART, ids=range(len(SEEN_APART)))
def test_a_kind_is_named_where_the_programs_differ_in_it_alone(
    tmp_path: Path, kind: str, rewrite: str, source: str, core: bool
):
    result = verified(tmp_path, source, [] if core else [rewrite])

    assert (result.outcome, result.hosts[0].kinds) == ("equivalent", (kind,)), result.reason


HIDDEN_FAULTS = [
    ("with_statement", DYING + LEAVES, "_leave(_manager, None, None, None)", "0"),
    ("with_statement", DYING + LEAVES, "_result = say(1)", "_result = say(1) and say(1)"),
    ("with_statement", DYING + LEFT, "type(_error), _error,", "_error, type(_error),"),
    ("with_statement", DYING + LEFT, "_value = _enter(_manager)", "_value = _enter(_manager) and _enter(_manager)"),
    ("for_statement", DYING + EACH, "iter(Dying('all'))", "iter(iter(Dying('all')) and Dying('all'))"),
    ("for_statement", DYING + EACH, "_item = next(_iterator, _no_more)\nwhile", "_item = next(_iterator, _no_more)\n_item = next(_iterator, _no_more)\nwhile"),
    ("for_statement", DYING + ALIVE, "'dead' if link() is None else 'alive'", "'dead' if link() is None else 'Alive'"),
    ("comparison_chain", DYING + BETWEEN, "_left < _right", "_right < _left"),
    ("boolean_operation", DYING + EITHER, "_going = not _value", "_going = not _value and not _value"),
    ("boolean_operation", DYING + EITHER, "_value = say('yes')", "_value = say('no')"),
    ("unpacking", DYING + PAIR, "b = _items[1]", "b = _items[0]"),
    ("yield_from", DYING + HANDS, "_value = _stop.value", "_value = 0"),
    ("for_statement", DYING + DEAD, "iter([1, 2])", "iter([1])"),
    ("for_statement", ENDS, "iter([1, 2])", "iter([1])"),
    ("comprehension", SHOUTS, ".upper()", ".lower()"),
    ("lambda_expression", OURS, ".upper()", ".lower()"),
    ("lambda_expression", LOOKS, "return n + 1", "return n + 2"),
    ("lambda_expression", LOOKS, "print(sorted(name for name in globals()", "print(sorted(name for name in [*globals(), 'more']"),
    ("comprehension", LOOKS, "_result.append(n * 2)", "_result.append(n * 3)"),
    ("comprehension", LOOKS, "iter(items)", "iter([*items, 3])"),
    ("if_statement", PASSES, "print('no')", "print('no', '_then')"),
    ("if_statement", PASSES, "_otherwise = 1", "_otherwise = 0"),
    ("match_statement", PICKS, "print(a, b)", "print(b, a)"),
    ("match_statement", PICKS, "_subject = x", "_subject = x; y = 1"),
    ("comparison_chain", CHAINS, "_left < _right", "_right < _left"),
    ("generator_expression", SUMS, "yield n", "yield n; yield 1"),
    ("generator_expression", SUMS, "sum(", "-sum("),
    ("class_definition", BUILDS, '_namespace["y"] = say(2)', '_namespace["y"] = say(2) and say(2)'),
    ("class_definition", BUILDS, "(A,)", "(A, int)"),
    ("class_definition", BUILDS, '_namespace["__module__"] = __name__', '_namespace["__module__"] = "m"'),
    ("class_definition", BUILDS, '_namespace["z"] = say(_namespace["y"])', '_namespace["z"] = say(2 + 1)'),
    ("class_definition", BUILDS, "return self.x", "return self.x + 1"),
    ("coroutine", NAMED_TYPES, "print(name_of(one)", "print(name_of(_Coroutine)"),
    ("coroutine", NAMED_TYPES, "name_of(f), 5", "name_of(f), 6"),
    ("coroutine", ASKS, "return say(x)", "return say(x + 1)"),
    ("coroutine", ASKS, "return say(x)", "say(x)"),
    ("coroutine", ASKS, "return result.value", "return 0"),
    ("coroutine", ASKS, "self.steps.send, value", "self.steps.send, None"),
    ("coroutine", ASKS, "return self.steps.send(value)", "return self.steps.send(1)"),
    ("coroutine", ASKS, "inspect.isfunction(f)", "inspect.isfunction(inspect)"),
    ("coroutine", ASKS, "told(both.__anext__())", "told(both.asend(None)) or told(both.__anext__())"),
]  # fmt: skip


@pytest.mark.parametrize(("rewrite", "program", "old", "new"), HIDDEN_FAULTS, ids=range(len(HIDDEN_FAULTS)))
def test_a_fault_is_different_though_the_program_shows_a_kind(
    tmp_path: Path, rewrite: str, program: str, old: str, new: str
):
    result = verified(tmp_path, program, [rewrite], old, new)

    assert result.outcome == "different", result.reason
