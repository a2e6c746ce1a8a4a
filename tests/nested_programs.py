"""Every construct inside every other, in every kind of scope: small programs, and what they do.

A frame is a statement with a hole for statements, `$`; a leaf is a statement with something of interest inside; a scope
is what the outermost statement stands in.  Frames come in several states: a branch that is taken and one that is
not, a loop of no, one and two turns, an exception that is caught and one that is not, a generator that is exhausted,
closed, thrown into.  All print what happens.  What they use and do not define, `SUPPORT` gives.
"""

from __future__ import annotations

import itertools
import random
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

SUPPORT = '''\
class Manager:
    def __init__(self, name, swallows=False):
        self.name, self.swallows = name, swallows

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, *rest):
        print("exit", self.name, kind and kind.__name__)
        return self.swallows

    async def __aenter__(self):
        print("aenter", self.name)
        return self.name

    async def __aexit__(self, kind, *rest):
        print("aexit", self.name, kind and kind.__name__)
        return self.swallows


class Box:
    pass


class Mortal:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        say("gone", self.name)


class Watched(dict):
    def __setitem__(self, key, value):
        if not key.startswith("__"):
            say("stored", key)
        super().__setitem__(key, value)


class Meta(type):
    def __prepare__(name, bases):
        return Watched()


class Pause:
    def __await__(self):
        yield


async def several(*items):
    for item in items:
        await Pause()
        yield item


async def later(value):
    await Pause()
    return value


def run(coroutine):
    """What *coroutine* returns; there may be others around that are being run."""
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


def e(value):
    say("e", value)
    return value


def show(names):
    """Print *names*; not those that only a module shows while one of its statements runs."""
    print(sorted(name for name in names if name[:2] != "__" and (name[0] != "_" or names is not globals())))


def deco(function):
    say("deco", type(function).__name__)
    return function


def drive(values, throw=None):
    """What an asynchronous or plain generator gives: all of it, or what happens after its first value."""
    if hasattr(values, "__anext__"):
        return run(drive_later(values, throw))
    seen = []
    try:
        seen.append(next(values))
        if throw is not None:
            seen.append(values.throw(throw) if throw is not GeneratorExit else values.close())
        seen.extend(values)
    except StopIteration as stop:
        seen.append(("stop", stop.value))
    except ValueError as error:
        seen.append(("error", str(error)))
    return seen


async def drive_later(values, throw):
    seen = []
    try:
        seen.append(await values.__anext__())
        if throw is not None:
            seen.append(await (values.athrow(throw) if throw is not GeneratorExit else values.aclose()))
        async for value in values:
            seen.append(value)
    except StopAsyncIteration:
        seen.append(("stop", None))
    except ValueError as error:
        seen.append(("error", str(error)))
    return seen


box = Box()
box.v, box.d, seq = 1, {"k": [1, 2, 3]}, [1, 2, 3]
'''

FRAMES = {
    # Branches
    "if": "if e(1):\n    $",
    "if not taken": "if e(0):\n    $\nprint('past')",
    "else": "if e(0):\n    print('no')\nelse:\n    $",
    "else not taken": "if e(1):\n    print('yes')\nelse:\n    $",
    "elif": "if e(0):\n    print('no')\nelif e(2):\n    $\nelse:\n    print('no')",
    "elif not taken": "if e(0):\n    print('no')\nelif e(''):\n    $\nelif e(0) and e(1):\n    print('no')",
    "elif after one taken": "if e(3):\n    print('yes')\nelif e(1):\n    $\nelse:\n    print('no')",
    "else of elif": "if e(0):\n    print('no')\nelif e(0):\n    print('no')\nelse:\n    $",
    # Loops
    "for": "for i in [1, 2]:\n    $\n    print('turn', i)",
    "for once": "for i in e((1,)):\n    $",
    "for never": "for i in []:\n    $\nprint('past')",
    "for target": "for box.v, (j, *k) in [(1, (2, 3))]:\n    $",
    "for with else": "for i in [1, 2]:\n    $\nelse:\n    print('through')",
    "for else": "for i in []:\n    pass\nelse:\n    $",
    "for else not taken": "for i in [1]:\n    if e(i):\n        break\nelse:\n    $",
    "for else after break": "for i in [1, 2]:\n    if i > 2:\n        break\nelse:\n    $",
    "while": "n = 2\nwhile n:\n    n -= 1\n    $\n    print('turn')",
    "while never": "while e(0):\n    $\nprint('past')",
    "while true": "t = 0\nwhile True:\n    t += 1\n    if t > 2:\n        break\n    $",
    "while with else": "w1 = 1\nwhile w1:\n    w1 = 0\n    $\nelse:\n    print('through')",
    "while else": "while e(0):\n    pass\nelse:\n    $\n    print('after')",
    # Exceptions
    "try": "try:\n    $\nexcept ValueError as err:\n    print('caught', err)\nelse:\n    print('else')\nfinally:\n"
    "    print('finally')",
    "try that raises": "try:\n    $\n    raise ValueError('mine')\nexcept ValueError as err:\n    print('caught', err)",
    "handler": "try:\n    raise ValueError(1)\nexcept (KeyError, ValueError) as err:\n    $\nfinally:\n    print('finally')",
    "second handler": "try:\n    e(1)\n    seq[9]\nexcept KeyError:\n    print('no')\nexcept:\n    $\nelse:\n    print('no')",
    "handler not taken": "try:\n    e(1)\nexcept ValueError:\n    $",
    "try else": "try:\n    e(1)\nexcept ValueError:\n    pass\nelse:\n    $",
    "try else not taken": "try:\n    raise ValueError(1)\nexcept ValueError:\n    pass\nelse:\n    $",
    "finally": "try:\n    e(1)\nfinally:\n    $",
    "finally after exception": "try:\n    try:\n        raise ValueError('first')\n    finally:\n        $\n"
    "except ValueError as first:\n    print(repr(first))",
    "finally uncaught": "try:\n    raise ValueError('uncaught')\nfinally:\n    $",
    "try finally": "try:\n    $\nfinally:\n    print('finally')",
    "except star": "try:\n    raise ExceptionGroup('g', [ValueError(1), KeyError(2)])\nexcept* ValueError as err:\n    $\n"
    "except* KeyError:\n    print('key')",
    "try of except star": "try:\n    $\nexcept* ValueError as group:\n    print(repr(group))\nelse:\n    print('else')",
    # Managers
    "with": "with Manager(1) as m, Manager(2):\n    $",
    "with swallowing": "with Manager(1, True):\n    $\n    print('end of suite')\nprint('past')",
    # Patterns
    "match": "match e([1, {'k': 2}]):\n    case [x, {'k': y}] if e(x):\n        $\n    case _:\n        print('no')",
    "match last": "match e(3):\n    case 4 | 5:\n        print('no')\n    case int() as z:\n        $",
    "match not taken": "match e(3):\n    case 4:\n        $\n    case [q]:\n        print('no')",
    "match all": "match e(3):\n    case whole:\n        $",
    "match guard": "match e((1, 2)):\n    case (a1, b1) if e(0):\n        print('no')\n    case (a1, _):\n        $",
    # Definitions
    "def": "@deco\ndef f(a, b=e(1), *c, d: int = 2) -> int:\n    $\nprint(f(1))",
    "def not called": "def f(a=e(1)):\n    $\nprint(f.__name__)",
    "class": "class C(Box):\n    x = e(1)\n    $\nprint(sorted(k for k in vars(C) if k[0] != '_'))",
    "watched class": "class C(metaclass=Meta):\n    x = e(1)\n    $\n    y = 2\nprint(C.__name__)",
    "generator": "def g():\n    yield 1\n    $\n    yield 2\nprint(drive(g()))",
    "closed generator": "def g():\n    try:\n        yield 1\n    finally:\n        $\nprint(drive(g(), GeneratorExit))",
    "generator thrown into": "def g():\n    try:\n        yield 1\n    except ValueError as sent:\n        $\n    yield 2\n"
    "print(drive(g(), ValueError('thrown')))",
    "async def": "async def co():\n    await later(1)\n    $\nprint(run(co()))",
    "async gen": "async def ag():\n    yield 1\n    $\n    yield 2\nprint(drive(ag()))",
    "closed async gen": "async def ag():\n    try:\n        yield 1\n    finally:\n        $\nprint(drive(ag(), GeneratorExit))",
    "async for": "async def co():\n    async for v in several(1, 2):\n        $\n    else:\n        print('through')\n"
    "print(run(co()))",
    "async with": "async def co():\n    async with Manager(3) as v:\n        $\nprint(run(co()))",
    "method": "class C:\n    def m(self, *, k=e(1)):\n        $\n        return k\nprint(C().m())",
    "closure": "def f():\n    held = 1\n    def g():\n        nonlocal held\n        held += 1\n        $\n    g()\n    return held\n"
    "print(f())",
    "async gen thrown into": "async def ag():\n    try:\n        yield 1\n    except ValueError as sent:\n        $\n    yield 2\n"
    "print(drive(ag(), ValueError('thrown')))",
    "async with swallowing": "async def co():\n    async with Manager(1), Manager(2, True) as v:\n        $\n    return v\n"
    "print(run(co()))",
    "generic class": "class C[T](Box):\n    $\nprint(C.__type_params__)",
    "type params": "def f[T](a: T) -> T:\n    $\nprint(f(1))",
}
LEAVES = {
    "print": "print('leaf')",
    "pass": "pass",
    "class pattern": "match e(box):\n    case Box(v=[_]) | Mortal():\n        print('no')\n    case Box(v=bv, d={'k': [*ks], **rest}) if ks:\n"
    "        print(bv, ks, rest)",
    "nested match": "match e(3):\n    case 3:\n        print('three')",
    "match nothing": "match e(3):\n    case 4:\n        print('four')",
    "match sequence nothing": "match e((3, 4)):\n    case (4, mx) | (mx, 5):\n        print('four')\n    case [5, *_]:\n        print(5)",
    "elif nothing": "if e(0):\n    print('a')\nelif e(0):\n    print('b')",
    "while nothing": "while e(0) or e(''):\n    print('turn')",
    "comprehension": "print([a * b for a in seq if a > 1 for b in (a, 2)])",
    "set comp": "print({a % 2: a for a in seq}, {a for a in seq})",
    "genexp": "print(sum(a for a in seq if e(a)))",
    "empty comprehension": "print([a for a in [] if e(a)], *(a for a in ()))",
    "capturing comprehension": "print([q() for q in [lambda: r for r in seq]])",
    "lambda": "print((lambda a, b=e(2): a + b)(1))",
    "ternary": "print(e(1) if e(0) else e(2))",
    "bool": "print(e(0) or e(2) and e(3), not e(0))",
    "chain": "print(e(1) < e(2) < e(3) != e(4), e(2) < e(1) < e(0))",
    "walrus": "print((w := e(5)) + w)\nif (w2 := e(0)) or e(w2):\n    print(w2)",
    "walrus in comprehension": "print([u := a for a in seq][0], u)",
    "fstring": "print(f'{e(1)!r:>{e(4)}} {seq[0]=}')",
    "displays": "print([*seq, e(4)], (*seq,), {**{'a': 1}, 'b': e(2)}, {*seq})",
    "slices": "print(seq[e(0):e(2)], box.d['k'][::-1])",
    "calls": "print(*seq, *[e(4)], sep=e('-'), **{'end': '!\\n'})",
    "targets": "box.v, [p, *q] = e(1), (2, 3, 4)\nseq[0] = box.v = e(1)\nprint(p, q, box.v)",
    "wrong targets": "try:\n    p1, q1 = e((1,))\nexcept ValueError as few:\n    print(few)",
    "star targets": "for (sa, *sb), box.d[e('n')] in [((1, 2, 3), 4)]:\n    print(sa, sb, box.d)",
    "chained targets": "ca = [cb, *cc] = box.v = e([1, 2, 3])\nprint(ca, cb, cc, box.v)",
    "augmented": "box.v += e(2)\nbox.d['k'][e(0)] *= 3\nprint(box.v, box.d)",
    "annotated": "ann: int = e(1)\n(par): str\nprint(ann)",
    "assert": "try:\n    assert e(0), e('message')\nexcept AssertionError as ae:\n    print(ae)",
    "del parts": "dl = [1, 2, 3]\ndp = 1\ndel dl[e(0)], (dp, box.v)\nprint(dl, hasattr(box, 'v'))",
    "del": "dd = 1\ndel dd\ntry:\n    dd\nexcept NameError:\n    print('gone')",
    "raise from": "try:\n    raise ValueError(1) from KeyError(2)\nexcept ValueError as re:\n    print(repr(re.__cause__))",
    "import": "import os.path as op, sys\nfrom collections import OrderedDict as OD\nprint(op.__name__, OD.__name__)",
    "one line": "x1 = 1; y1 = 2\nif x1: print(y1)\nelse: print('no')",
    "decorated": '@deco\n@e(deco)\nclass D1(Box, metaclass=e(type)):\n    """text"""\n    n: int = 1\nprint(D1.__doc__, D1.__name__)',
    "global def": "def inner():\n    global gg\n    gg = e(7)\ninner()\nprint(gg)",
    "nonlocal": "def outer():\n    v = 1\n    def inner():\n        nonlocal v\n        v += 1\n        return v\n"
    "    return inner() + v\nprint(outer())",
    "super": "class P1:\n    def m(self): return 1\nclass P2(P1):\n    @property\n    def p(self): return super().m() + 1\n"
    "    def __mangled(self): return __class__.__name__\n    def m(self): return self.__mangled()\nprint(P2().p, P2().m())",
    "type alias": "type Al[T] = list[T]\nprint(Al.__name__)",
    "docstring": "'''text'''",
    "names": "show(locals())",
    "lifetimes": "Mortal(1)\nml = Mortal(2)\nprint(len([Mortal(3)]))\nml = None\nprint('end of lives')",
    "yield": "got = yield e(8)\nprint('got', got)",
    "yield inside": "print([(yield 1), (yield 2) or e(3)])",
    "yield in branches": "print(e((yield 1)) or (yield 2), (yield 3) if (yield) is None else (yield 4))",
    "augmented by yield": "box.v += (yield e(1)) or e(2)\nprint(box.v)",
    "yield from": "yield from [e(1), 2]",
    "yield from generator": "print((yield from (a for a in seq)))",
    "await": "print(await later(9), [await later(a) for a in seq])",
    "await in branches": "print(await later(1) if await later(0) else f'{await later(3)}', await later(0) or await later(2))",
    "async comp": "print([v async for v in several(1, 2) if v], {v: await later(v) async for v in several(3)})",
    "async loop": "async for v1 in several(1, 2):\n    if v1 == 2:\n        break\n    print(v1)\nelse:\n    print('no break')",
    "async manager": "async with Manager(4) as am:\n    print(await later(am))",
    "return": "return",
    "return value": "return e(4)",
    "break": "break",
    "continue": "continue",
    "raise": "raise ValueError('leaf')",
    "raise other": "raise KeyError('leaf')",
    "raise again": "raise",
    "exit": "raise SystemExit(3)",
    "match jump": "match e(1):\n    case 1:\n        break",
    "conditional jump": "if e(1):\n    continue\nelif e(2):\n    print('no')\nprint('not here')",
    "with return": "with Manager(9):\n    return",
    "with break": "with Manager(9) as mb:\n    if mb:\n        break",
    "try return": "try:\n    return e(1)\nfinally:\n    print('f')",
    "try continue": "try:\n    continue\nfinally:\n    print('f')",
    "try raise": "try:\n    raise ValueError('inner')\nexcept KeyError:\n    print('no')\nfinally:\n    print('f')",
    "return in finally": "try:\n    raise ValueError('lost')\nfinally:\n    return e(5)",
    "loop break": "for z in seq:\n    if z == 2: break\nelse:\n    print('no break')",
    "loop in function": "def lf(items):\n    for x in items:\n        try:\n            if x > 1:\n                return x\n"
    "        finally:\n            print('x', x)\nprint(lf(seq), lf([]))",
    "except star leaf": "try:\n    raise ExceptionGroup('g', [ValueError(1), KeyError(2)])\nexcept* ValueError:\n    print('value')\n"
    "except* (KeyError, OSError) as kg:\n    print(kg.exceptions)",
    "manager targets": "with Manager('ab') as (ma, mb2), Manager(2) as box.v:\n    print(ma, mb2, box.v)",
    "loop through": "for z in seq:\n    if z == 9: break\nelse:\n    print('no break')",
}
SCOPES = {
    "module": "$",
    "function": "def scope():\n    $\nprint(scope())",
    "class": "class Scope:\n    $",
    "generator": "def scope():\n    yield 0\n    $\nprint(drive(scope()))",
    "coroutine": "async def scope():\n    $\nprint(run(scope()))",
    "async generator": "async def scope():\n    yield 0\n    $\nprint(drive(scope()))",
}


@dataclass(frozen=True)
class Nest:
    """A scope, frames from the outermost to the innermost, and a leaf."""

    scope: str
    frames: tuple[str, ...]
    leaf: str

    def __str__(self) -> str:
        return " / ".join((self.scope, *self.frames, self.leaf))

    @property
    def text(self) -> str:
        """The program."""
        text = LEAVES[self.leaf]
        for frame in reversed(self.frames):
            text = put(FRAMES[frame], text)
        return put(SCOPES[self.scope], text) + "\nprint('end')\n"


@dataclass(frozen=True)
class Row:
    """Several nests in one program, one after the other: as many, in a fifth of the time."""

    nests: tuple[Nest, ...]

    @property
    def text(self) -> str:
        """The program."""
        return "".join(nest.text for nest in self.nests)


def put(frame: str, inner: str) -> str:
    """*frame* with the statements *inner* in its hole."""
    lines = []
    for line in frame.split("\n"):
        holds = line.strip() == "$"
        lines.append(textwrap.indent(inner, line.removesuffix("$")) if holds else line)
    return "\n".join(lines)


def every_nest(depth: int, scopes: tuple[str, ...] = tuple(SCOPES)) -> Iterator[Nest]:
    """Each way to put *depth* constructs into one another, the last of them a leaf."""
    for scope in scopes:
        for frames in itertools.product(FRAMES, repeat=depth - 1):
            for leaf in LEAVES:
                yield Nest(scope, frames, leaf)


def some_nests(count: int, depth: int, seed: int) -> list[Nest]:
    """*count* ways to do so that this Python compiles, the same for the same *seed*."""
    choose, found = random.Random(seed), {}
    names = [list(table) for table in (SCOPES, FRAMES, LEAVES)]
    while len(found) < count:
        scope, leaf = choose.choice(names[0]), choose.choice(names[2])
        nest = Nest(scope, tuple(choose.choices(names[1], k=depth - 1)), leaf)
        if compiles(nest.text):
            found[nest] = None
    return list(found)


def compiles(text: str) -> bool:
    """Does this Python compile *text*?"""
    try:
        compile(text, "<nest>", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True
