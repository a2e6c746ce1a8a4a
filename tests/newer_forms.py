"""Each form that came with a Python after 3.6, in a program that prints what it does.

    Form(since, words, program)     *words* are those of `Newer`, or their beginning

Where no Python is there that reads it, what it becomes for the newest one says what it has to print.
"""

from __future__ import annotations

from typing import NamedTuple


class Form(NamedTuple):
    since: tuple[int, int]
    words: str
    program: str
    runs_from: tuple[int, int] = (3, 6)  # before that, the library has not what it needs


LOG = "class Log:\n    def __getitem__(self, key): return key\n    def __setitem__(self, key, value): print(key, value)\n"
ASYNC = """import asyncio
async def numbers():
    yield 1
    yield 2
def run(coroutine):
    loop = asyncio.new_event_loop()
    loop.run_until_complete(coroutine)
    loop.close()
"""
FORMS = [
    Form(
        (3, 7),
        "postponed",
        "from __future__ import annotations\ndef f(x: 1 + 1): pass\nprint(f.__annotations__)",
    ),
    Form(
        (3, 7),
        "`await` in a field",
        ASYNC + "async def f():\n    print(f'{await asyncio.sleep(0, 3)}')\nrun(f())",
    ),
    Form(
        (3, 7),
        "an asynchronous generator",
        ASYNC + "def g():\n    return (y async for y in numbers())\n"
        "async def f():\n    print([x async for x in g()])\nrun(f())",
    ),
    Form((3, 8), "an assignment expression", "if (x := 1): print(x)"),
    Form((3, 8), "positional-only", "def f(a, b=2, /, c=3): return a, b, c\nprint(f(1, c=5))"),
    Form((3, 8), "positional-only", "def f(a, /): return a\nprint(f(1))"),
    Form((3, 8), "positional-only", "def f(self, /, **more): return self, more\nprint(f(1, self=2))"),
    Form((3, 8), "positional-only", "print((lambda a, /: a)(1), (lambda a, /, **b: (a, b))(1, a=2))"),
    Form((3, 8), "a field that shows", "x = 3\nprint(f'{x=} { x + 1 = :>5} {x=!s}', rf'\\d{x=}')"),
    Form((3, 8), "unpacking in `return`", "def f(a):\n    return 1, *a\nprint(f([2]))"),
    Form((3, 8), "unpacking in `yield`", "def f(a):\n    x = 1; yield 1, *a\nprint(*f([2]))"),
    Form((3, 8), "a tuple or `yield`", "x: tuple = 1, 2; print(x)"),
    Form((3, 8), "a tuple or `yield`", "def f():\n    x: int = yield 1\n    y: int = yield\nprint(*f())"),
    Form(
        (3, 8),
        "`continue`",
        "for x in 1, 2:\n    try:\n        1 / (x - 1)\n    finally:\n        if x: continue\n    print('never')\nprint(x)",
    ),
    Form((3, 9), "a decorator", "table = [lambda f: f() + 1]\n@table[0]\ndef f(): return 1\nprint(f)"),
    Form((3, 9), "a decorator", "@(lambda f: f() + 1)\ndef f(): return 1\nprint(f)"),
    Form(
        (3, 9),
        "a decorator",
        "def outer(x):\n    return lambda f: f() + x\n@outer(0)if 0 else(outer)(2)\ndef f(): return 1\nprint(f)",
    ),
    Form(
        (3, 9),
        "context managers",
        "from contextlib import suppress\nwith (\n    suppress(),  # one\n    suppress() as b,\n):\n    print(b)",
    ),
    Form((3, 9), "unpacking in an augmented", "x = (); x += 1, *[2]; print(x)"),
    Form((3, 9), "unpacking in the head", "for x in *[1], *[2]: print(x)"),
    Form((3, 9), "an assignment expression without parentheses in a set", "print({x := 1}, x)"),
    Form(
        (3, 9), "an assignment expression without parentheses in a set", "print(any(x := y for y in [1]), x)"
    ),
    Form((3, 10), "an assignment expression without parentheses in an index", "print([5, 6][x := 1], x)"),
    Form(
        (3, 10),
        "a match statement",
        "match [1, 2]:\n    case [1, *rest]: print(rest)\n    case _: print('no')",
    ),
    Form(
        (3, 10),
        "a match statement",
        "class Liar:\n    __class__ = type\nKind = Liar()\ntry:\n    match 1:\n        case Kind(real): print(real)\n"
        "except TypeError: print('no class')",
    ),
    Form((3, 11), "`except*`", "try: print(1)\nexcept* OSError: print(2)"),
    Form(
        (3, 11),
        "unpacking in a subscription",
        "def f(x: tuple[str, *tuple[int, ...]]): return x\nprint(f(1))",
    ),
    Form(
        (3, 11),
        "unpacking in a subscription",
        LOG + "a = [1]; print(Log()[*a], Log()[*a, 1:2]); Log()[*a] = 2",
    ),
    Form((3, 11), "a starred annotation", "T = [int]\ndef f(*args: *T): pass\nprint(f.__annotations__)"),
    Form(
        (3, 11),
        "a starred annotation",
        "import typing\ndef f(*args: *typing.Tuple[int, ...]): return args\nprint(f(1))",
    ),
    Form(
        (3, 11),
        "an asynchronous comprehension inside",
        ASYNC + "async def f():\n    print([[y async for y in numbers()] for z in range(2)])\nrun(f())",
    ),
    Form(
        (3, 11),
        "an asynchronous comprehension inside",
        ASYNC + "async def f():\n    g = ([y async for y in numbers()] for z in range(2))\n"
        "    print([x async for x in g])\nrun(f())",
    ),
    Form((3, 12), "an f-string", "d = {'a': 1}\nprint(f'{d['a']} {'it' + \"'s\"}')"),
    Form(
        (3, 12),
        "an f-string",
        "print(f\"{'\\n'.join('ab')} {r'\\d' 'x\\ty'} {b'\\0'!r}\", 'z' f'{f'\\t{1}'}')",
    ),
    Form((3, 12), "an f-string", "print(f'''{\n    1  # one\n}''', f'{1!r }', f'{\n2}')"),
    Form(
        (3, 12),
        "an f-string",
        "x = 3\nprint(f'{x:{x:{x}}}' if 0 else f'{x:{f'{x}'}}', f'{f'{f'{f'{f'{x}'}'}'}'}')",
    ),
    Form((3, 12), "type parameters", "def f[T](x: T) -> T: return x\nprint(f(1))"),
    Form(
        (3, 12),
        "type parameters",
        "class A:\n    def twice[T](f: T) -> T: return lambda self: f(self) * 2\n"
        "    @twice\n    def one(self): return 1\nprint(A().one())",
    ),
    Form((3, 12), "type parameters", "def f[*Ts](x: int, *args: *Ts): return args\nprint(f(1, 2))"),
    Form((3, 12), "a type statement", "type X = int\nprint(X, X.__value__)"),
    Form(
        (3, 12),
        "a type statement",
        "class A:\n    n = 0\n    type X[T] = (A.n, T)\ntry: A.X.__value__, B\nexcept NameError: A.n = 1\n"
        "print(A.X.__value__[0], A.X.__value__ is A.X.__value__)",
    ),
    Form((3, 12), "a type statement", "type X[T] = list[T]\ndef f(x: X[int]): return x\nprint(f(1))"),
    Form((3, 13), "the default", "def f[T = int](x): return x\nprint(f(1))"),
    Form((3, 13), "the default", "class Box[T = int]: pass\nprint(issubclass(Box[str].__origin__, Box))"),
    Form((3, 14), "a template string", "print(len(t'{1}'.values))"),
    Form((3, 14), "a template string", "x = 3\nprint(t'a{x!r:>5}'.strings, *t'a{x!r:>5}'.interpolations)"),
    Form((3, 14), "exceptions without", "try: print(1 / 0)\nexcept OSError, ZeroDivisionError: print(2)"),
    Form((3, 15), "a lazy import", "lazy import os\nprint(os.sep)"),
    Form(
        (3, 15), "unpacking in a comprehension", "a = [[1], [2, 3]]\nprint([*x for x in a], *(*x for x in a))"
    ),
    Form(
        (3, 15),
        "a plus before a number",
        "for x in 1, 2 + 1j, {+3: 4}:\n    match x:\n        case +1 | (+0b11): print('one')\n"
        "        case +2.0 + 1j: print('complex')\n        case {+3: y}: print(y)",
    ),
    Form((3, 15), "unpacking in a comprehension", "print({**d for d in [{1: 2}, {3: 4}]})"),
]
# Forms in a layout that a look at the text could overlook, and the last Python that does not read them.
ODD = [
    (14, "match x:\n    case [\n +1]: pass"),
    (14, "match x:\n  case C(a=+1): pass"),
    (14, "match x:\n  case {1: +1}: pass"),
    (14, "match x:\n  case 1 |\\\n +1.: pass"),
    (14, "match x:\n  case 1: pass\n  case + \\\n .5: pass"),
    (7, "x: Dict[\n  int,\n] = 1, 2"),
    (7, "x: A[(1),\n (2), 3] = 1, 2"),
    (7, "x: A[\n ''')'''] = 1, ')', (2)"),
    (7, "x: f(a=1) = 1, 2"),
    (7, "x: f('a') = 1, g(')')"),
    (7, "x: A['='] = 1, 2"),
    (7, "x: '''\n''' = 1, 2"),
    (7, 'x: """\n""" = 1, 2'),
    (7, "x: \\\n int = 1, 2"),
    (7, "x: int = \\\n 1, 2"),
    (7, "x: int = a or\\\n 1, 2"),
    (7, "x: int = f(a=1), 2"),
    (7, "x: int = f(')'), 2"),
    (7, "x: int = (1), 2"),
    (7, "x: int = '=', 2"),
    (7, "x: int = ''' \n ''', 2"),
    (7, "x: int = 1, '''a)'''"),
    (7, 'x: int = 1, """a"b)"""'),
    (7, "x: int = 1, # a"),
    (7, "if a: x: int = 1, 2"),
    (7, "def f():\n x[0]: int = yield 1"),
    (7, 'def f():\n  return"a",*b'),
    (7, "def f():\n  return f(\n (1), 2), *b"),
    (7, "def f():\n  return '''a\n)''', *b"),
    (7, "def f():\n  return 1, \\\n *b"),
    (7, "def f():\n  yield 1, *'''a'''"),
    (7, "def f(a, /): pass"),
    (7, "f = lambda a, /: a"),
    (8, "for x in f(1,\n   (2), 3), *y: pass"),
    (8, "for x in'a',*b: pass"),
    (8, "for x in *b,: pass"),
    (8, "for a in (b), *')': pass"),
    (8, "for a in b: x += 1, *c"),
    (8, "x += f(\n(1), 2), *b"),
    (8, "x +=f(\n), *b"),
    (8, "x += '''\n''', *b"),
    (8, "@a[0]  # c\ndef f(): pass"),
    (8, "y = list  [int]"),
    (8, "y = (list # a\n [int])"),
    (8, "from queue import Queue as Q\ndef f(x: Q[int]): pass"),
    (9, "def f(x: 'a' | None): pass"),
    (9, "if 1:\n match x:\n  case 1: pass"),
    (11, "type X = int"),
    (13, "try: pass\nexcept A, B: pass"),
    (7, "def f():\n  return *a, 1"),
    (7, "def f():\n  yield *a, 1"),
    (8, "for x in b: x += *c,"),
    (9, "from typing import Union\nX = Union[int, str]\ndef f(a): isinstance(a, X)"),
    (9, "from typing import Optional\nX = Optional[int]\ndef f(a): isinstance(a, X)"),
    (10, "x[a, *b]"),
    (10, "x[(1), *b]"),
    (10, "x[y[1], *b]"),
    (10, "async def f():\n  return [[await y for y in g] for z in r]"),
    (11, "class A[T]: pass"),
    (12, "class A[T = int]: pass"),
    (12, "type X[T = int] = T"),
]
