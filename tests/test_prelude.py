"""The helpers of the prelude do what CPython does, on every CPython that is at hand.

Each probe is a program written twice: with the construct, and with the helper.  Both are run, as they are and
inside an `except` handler, and must log the same and raise the same, contexts and causes included.
Run as a script, on Python 3.8 or later, this file prints the probes that differ.
"""

from __future__ import annotations

import array
import ast
import builtins
import collections.abc
import datetime
import json
import os
import re
import subprocess
import sys
import textwrap
import types
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

LOOP = """
delegate = delegation(%s)
sent = None
running = True
while running:
    try:
        delegate.append(delegate.pop()())
    except StopIteration as stop:
        value = stop_value(stop)
        running = False
    if running:
        try:
            sent = yield delegate.pop()
        except BaseException as caught:
            delegate.append(caught)
        resume(delegate, sent)
        sent = None
del delegate
"""

COMMON = """
import collections, datetime, operator, re, sys, types

class Descriptor:
    def __init__(self, name, value=None): self.name, self.value = name, value
    def __get__(self, instance, owner):
        log.append((self.name, instance is None))
        return lambda *a: self.value

class Meta(type):
    def __enter__(cls): log.append("meta enter")
    def __exit__(cls, *a): log.append("meta exit")
    def __iter__(cls): return iter("meta")
    def mro(cls): return type.mro(cls)
    __mro__ = ()

class OfMeta(metaclass=Meta): pass

class Broken:
    @property
    def __enter__(self): raise LookupError("enter")
    @property
    def __exit__(self): raise LookupError("exit")
    __aenter__, __aexit__, __iter__, __await__, __aiter__, __anext__ = [__enter__] * 6

class Count:
    def __init__(self, n): self.n, self.calls = n, 0
    def __iter__(self): log.append("iter"); return self
    def __next__(self):
        self.calls += 1; log.append(self.calls)
        if self.calls > self.n: raise StopIteration
        return self.calls
    def __length_hint__(self): log.append("hint"); return 3

class RaisingIter:
    def __iter__(self):
        try: raise KeyError("inner")
        except KeyError: raise TypeError("mine")

class Sequence:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i

class NoneIter: __iter__ = None

def drive(generator, *actions):
    out = []
    for action in (None,) + actions:
        try:
            if isinstance(action, BaseException) or isinstance(action, type):
                out.append(generator.throw(action))
            elif action == "close":
                out.append(("closed", generator.close()))
            else:
                out.append(generator.send(action))
        except BaseException as error:
            out.append(describe(error)); break
    return out

def run_coroutine(awaited, *actions):
    out = drive(awaited, *actions)
    awaited.close()
    return out
"""

COMMON_ASYNC = """
@types.coroutine
def tick(v="tick"): return (yield v)

class Aw:
    def __init__(self, v): self.v = v
    def __await__(self): log.append("await"); return self.v

def plain(): yield 1

class It:
    def __iter__(self): return self
    def __next__(self): return 1
"""


class Probes:
    """The probes, by name: the program with the construct, and the one with the helper."""

    def __init__(self) -> None:
        self.all: dict[str, tuple[str, str]] = {}

    def add(self, name: str, native: str, helper: str, cases: str = "None") -> None:
        """Add one; *cases* is an expression for a list, tried one by one as `x`."""
        self.all[name] = tuple(
            "for x in %s:\n    try:\n%s\n    except BaseException as e: log.append(describe(e))"
            % (cases, textwrap.indent(text.strip("\n"), " " * 8))
            for text in (native, helper)
        )

    def whole(self, name: str, native: str, helper: str) -> None:
        """Add one that is a program of its own."""
        self.all[name] = (native, helper)


def probes() -> Probes:
    """All the probes."""
    them = Probes()
    managers = (
        "[1, None, OfMeta, OfMeta(), Broken(), datetime.date(2000, 1, 1), collections.OrderedDict(), 'text',"
        " type('S', (str,), {})(), re.match('', ''),"
        " type('Enter', (), {'__enter__': Descriptor('enter', 5)})(),"
        " type('Exit', (), {'__exit__': Descriptor('exit')})(),"
        " type('Both', (), {'__enter__': Descriptor('enter', 5), '__exit__': Descriptor('exit')})(),"
        " type('Raw', (), {'__enter__': len, '__exit__': len})(),"
        " type('Asynchronous', (), {'__aenter__': len, '__aexit__': len})(),"
        " type('Static', (), {'__enter__': staticmethod(lambda: 7), '__exit__': classmethod(lambda c, *a: "
        "0)})()]"
    )
    them.add(
        "context_methods",
        "with x as y: log.append(y)",
        "leave, enter = context_methods(x)\nlog.append(enter())\nleave(None, None, None)",
        managers,
    )
    async_managers = (
        managers.replace("__enter__", "__a enter__").replace("__exit__", "__a exit__").replace("a e", "ae")
    )
    them.whole(
        "async_with_lookup",
        COMMON_ASYNC + "for x in " + async_managers + ":\n"
        "    async def f():\n        async with x: pass\n"
        "    log.append(drive(f())[-1:])\n",
        COMMON_ASYNC + "for x in " + async_managers + ":\n"
        "    def f():\n        leave, enter = async_context_methods(x)\n"
        "        for method, args, name in ((enter, (), '__aenter__'), (leave, (None, None, None), "
        "'__aexit__')):\n"
        + textwrap.indent(LOOP % "awaitable_of(method(*args), name)", " " * 12)
        + "    log.append(drive(coroutine(f)())[-1:])\n",
    )
    unpacked = (
        "[(1, 2), [1, 2], (1,), [1, 2, 3], {1: 1, 2: 2, 3: 3}, 'ab', 'abc', '', 5, None, OfMeta, "
        "OfMeta(), Broken(),"
        " RaisingIter(), Sequence(), NoneIter(), datetime.date(2000, 1, 1), re.match('', ''), Count(1), "
        "Count(2),"
        " Count(9), range(2), iter('ab')]"
    )
    them.add("unpack", "a, b = x\nlog.append((a, b))", "log.append(unpack(x, 2))", unpacked)
    them.add("unpack_nothing", "[] = x\nlog.append(())", "log.append(unpack(x, 0))", unpacked)
    them.add(
        "unpack_starred",
        "a, *b, c, d = x\nlog.append((a, b, c, d))",
        "log.append(unpack_starred(x, 1, 2))",
        unpacked.replace("Count(9)", "Count(4)"),
    )
    them.add(
        "unpacking",
        "a, b = x\nlog.append((a, b))",
        "take = unpacking(x, 2)\nlog.append((take(), take()))",
        unpacked,
    )
    them.add(
        "unpacking_starred",
        "a, *b, c = x\nlog.append((a, b, c))",
        "take = unpacking_starred(x, 1, 1)\nlog.append((take(), take(), take()))",
        unpacked.replace("Count(9)", "Count(4)"),
    )
    them.add("unpack_all", "*a, = x\nlog.append((a,))", "log.append(unpack_starred(x, 0, 0))", unpacked)

    space = """
class Space(dict):
    def __getitem__(self, name): log.append(("get", name)); return dict.__getitem__(self, name)
    def __setitem__(self, name, value):
        if name[:2] != "__": log.append(("set", name))
        dict.__setitem__(self, name, value)
    def __delitem__(self, name):
        log.append(("del", name))
        if name == "odd": raise ValueError("odd")
        dict.__delitem__(self, name)
class M(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw): return Space()
here = 1
"""
    for name in ("here", "len", "nowhere", "inside"):
        them.whole(
            "load_name_" + name,
            space + "class C(metaclass=M):\n    inside = 2; native_start()\n    x = %s\n" % name,
            space + "n = Space()\nbind(n, 'inside', 2)\nnative_start()\n"
            "bind(n, 'x', load_name(n, globals(), %r))\n" % name,
        )
    for name in ("inside", "nowhere", "odd"):
        them.whole(
            "delete_name_" + name,
            space + "class C(metaclass=M):\n    inside = 2; native_start()\n    del %s\n" % name,
            space + "n = Space()\nbind(n, 'inside', 2)\nnative_start()\ndelete_name(n, %r)\n" % name,
        )
    them.whole(
        "delete_global",
        "def f():\n    global q\n    del q\nq = 1\nf()\nf()",
        "q = 1\ndelete_global(globals(), 'q')\ndelete_global(globals(), 'q')",
    )
    them.whole(
        "load_global",
        "q = 1\ndef f(): log.append(q); log.append(len); nix\nf()",
        "q = 1\nfor n in 'q', 'len', 'nix': log.append(load_global(globals(), n))",
    )
    for around in ("{'only': 3}", "types.SimpleNamespace(only=3).__dict__"):
        them.whole(
            "own_builtins" + around[0],
            "exec('log.append(only); len', {'log': log, '__builtins__': %s})" % around,
            "g = {'__builtins__': %s}\nlog.append(load_global(g, 'only')); load_global(g, 'len')" % around,
        )

    them.add(
        "raised_from",
        "raise x[0] from x[1]",
        "raise raised_from(x[0], x[1])",
        "[(a, b) for a in causes() for b in causes()]",
    )
    causes = """
import dataclasses
class Liar(Exception):
    def __new__(cls): return 5
class Needs(Exception):
    def __init__(self, a): pass
class Loud(Exception):
    def __init__(self): log.append("Loud")
@dataclasses.dataclass(frozen=True)
class Frozen(Exception):
    n: int = 1
class Strange(Exception):
    __cause__ = 5
    def __setattr__(self, name, value): log.append(("setattr", name))
def causes():
    return [ValueError, ValueError("v"), None, 5, int, Needs, Loud, Frozen(), Strange(), KeyboardInterrupt]
"""
    them.all["raised_from"] = tuple(causes + text for text in them.all["raised_from"])

    modules = """
import os.path, types
def module(name, **ns):
    m = types.ModuleType(name); m.__dict__.update(ns); sys.modules[name] = m
    return m
class Spec:
    def __init__(self, **k): self.__dict__.update(k)
class Fake:
    def __init__(self, **k): self.__dict__.update(k)
class Error:
    def __init__(self, kind): self.kind = kind
    def __getattr__(self, name):
        if name == "__path__": raise AttributeError(name)
        log.append(name); raise self.kind(name)
first = (sys.path or [""])[0]
module("p1", a=1); module("p1.s", here=1)
module("p2", __file__="/x/p2.py"); module("p3", __file__=5); module("p4", __file__="/x",
    __spec__=Spec(_initializing=True))
module("p5", __spec__=Spec(_initializing=True, has_location=True, origin="/y/p5.py"))
module("p6", __name__=5); sys.modules["p7"] = Fake(); sys.modules["p8"] = Fake(__name__="x", __file__="/z")
sys.modules["p9"] = Error(AttributeError); sys.modules["p10"] = Error(ValueError)
module("p11", __getattr__=lambda n: log.append(n) or "dynamic")
module("p12", __spec__=Spec(_initializing=True, has_location=True, origin=first + "/p12.py"))
module("random2", __name__="random", __spec__=Spec(has_location=True, origin=first + "/random.py"))
module("p13", __file__="/q/p13.py", __spec__=Spec(has_location=False, origin="built-in"))
"""
    names = "('p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8', 'p9', 'p10', 'p11', 'p12', 'random2', 'p13')"
    loop = (
        modules + "for n in " + names + ":\n  for a in ('a', 's', 'gone'):\n    try: %s\n"
        "    except BaseException as e: log.append(describe(e))\n"
    )
    them.whole(
        "import_from",
        loop % "g = {}; exec('from %s import %s as z' % (n, a), g); log.append(repr(g['z']))",
        loop % "log.append(repr(import_from(__import__(n, globals(), None, (a,), 0), a)))",
    )
    dotted = (
        modules
        + "sys.modules['p1'].mid = types.ModuleType('mid'); sys.modules['p1.mid'] = sys.modules['p1']\n"
        "sys.modules['p1.mid.end'] = 5; sys.modules['p1'].__path__ = []; sys.modules['mid.end'] = "
        "'fallback'\n"
    )
    them.whole(
        "submodule",
        dotted + "import p1.mid.end as z\nlog.append(z)\nimport p1.s as y\nlog.append(y.here)\n",
        dotted + "log.append(submodule(__import__('p1.mid.end'), 'p1.mid.end'))\n"
        "log.append(submodule(__import__('p1.s'), 'p1.s').here)\n",
    )
    star = modules + """
class WithAll:
    def __init__(self, all): self.__all__ = all; self.__name__ = "w"
    def __getattr__(self, n):
        if n[0] == "_": raise AttributeError(n)
        log.append(n); return n
class NoDict: __slots__ = ()
class BadName(WithAll):
    def __init__(self, all): self.__all__ = all; self.__name__ = 7
things = [module("s1", b=1, _c=2), module("s2", b=1, _c=2, __all__=["_c", "b"]), module("s3",
    __all__=["gone"]),
    module("s4", __all__=["ok", 5], ok=1), WithAll(["a",
        "b"]), WithAll("ab"), WithAll(5), WithAll({"a"}), WithAll({0: "a"}),
    WithAll(Sequence()), BadName([1]), NoDict(), Fake(i=1,
        _j=2), WithAll(None), Error(ValueError), module("s5", **{"": 1})]
sys.modules["s1"].__dict__[3] = 4
for i, m in enumerate(things):
    sys.modules["starred%d" % i] = m; space = {}
    try: %s
    except BaseException as e: log.append(describe(e))
    log.append((i, sorted((k, repr(v)) for k, v in space.items() if k != "__builtins__")))
"""
    them.whole(
        "import_star",
        star.replace("%s", "exec('from starred%d import *' % i, space)"),
        star.replace(
            "%s", "import_star(__import__('starred%d' % i, globals(), globals(), ('*',), 0), space)"
        ),
    )

    mappings = (
        "[{1: 2}, 5, None, [(1, 2)], 'ab', collections.OrderedDict(a=1), Keys(), Keys(5), Keys(None), "
        "Raises(AttributeError),"
        " Raises(KeyError), SubDict(a=1), IterDict(a=1), types.MappingProxyType({1: 2}), OfMeta, "
        "collections.ChainMap({1: 2})]"
    )
    kinds = """
class Keys:
    def __init__(self, keys=("a", "b")): self._keys = keys
    def keys(self): log.append("keys"); return self._keys
    def __getitem__(self, k): log.append(k); return k * 2
class Raises:
    def __init__(self, kind): self.kind = kind
    def keys(self): return ["k"]
    def __getitem__(self, k):
        try: raise ZeroDivisionError
        except ZeroDivisionError: raise self.kind("mine")
class SubDict(dict):
    def __getitem__(self, k): log.append(k); return "sub"
    def keys(self): log.append("keys"); return ["z"]
class IterDict(SubDict):
    def __iter__(self): return iter(["q"])
"""
    them.add("dict_merged", "log.append({0: 0, **x})", "log.append(dict_merged({0: 0}, x))", mappings)
    them.all["dict_merged"] = tuple(kinds + text for text in them.all["dict_merged"])
    them.add(
        "list_extended",
        "log.append([0, *x])",
        "log.append(list_extended([0], x))",
        unpacked.replace("Count(9)", "Count(4)"),
    )
    them.add(
        "constant_set",
        "log.append(list(n for n in {32, 15, 7, 8, 24, 5, 77}))",
        "log.append(list(constant_set((32, 15, 7, 8, 24, 5, 77))))",
        "[1]",
    )
    them.add(
        "dict_of",
        "log.append({1: 'a', x: 'b', 1.0: 'c'})",
        "log.append(dict_of(1, 'a', x, 'b', 1.0, 'c'))",
        "[2, [], 1, True]",
    )

    functions = """
def look(f):
    def codes(c): return [(c.co_name, getattr(c, 'co_qualname', '')),
        [codes(k) for k in c.co_consts if hasattr(k, 'co_code')]]
    log.append((f.__name__, f.__qualname__, f.__defaults__, f.__kwdefaults__, f.__doc__, codes(f.__code__),
        f.__code__.co_flags & 0x2ff))
def twice(make):
    a, b = make(), make(); log.append(a.__code__ is b.__code__)
    return a
"""
    them.whole(
        "named",
        functions + """
def outer():
    y = 1
    return lambda a=1: (y, (lambda: (lambda: a)), [lambda: q for q in [1]][0])
f = twice(outer); look(f); look(f()[1]); look(f()[1]())
""",
        functions + """
def outer():
    y = 1
    def temporary(a=1):
        def inner():
            def innermost(): return a
            return named(innermost, '<lambda>')
        return (y, named(inner, '<lambda>'), 0)
    return named(temporary, '<lambda>')
f = twice(outer); look(f); look(f()[1]); look(f()[1]())
""".replace("look(f);", "look(f);"),
    )
    native, helper = them.all["named"]
    cut = "def codes(c): return (c.co_name, getattr(c, 'co_qualname', ''))\n"
    plain_codes = functions.split("    log.append", maxsplit=1)[0].splitlines()[2]
    them.all["named"] = tuple(text.replace(plain_codes, "    " + cut.strip()) for text in (native, helper))
    them.whole(
        "class_body",
        functions + """
def outer():
    z = 1
    class C:
        x = 1
        def m(self):
            def deep(): return z
            return deep, __class__
        class D:
            def n(self): pass
    return C
C = outer(); look(C.m); look(C().m()[0]); look(C.D.n); log.append((C.__qualname__, C.D.__qualname__,
    C().m()[1] is C, [k for k in vars(C) if k in ('x', 'm', 'D', 'ns', 'cell')]))
""",
        functions + """
def outer():
    z = 1
    def scope():
        __class__ = 0
        try: raise Exception
        except Exception as __class__: 0
        def cell(): return __class__
        def body():
            ns = locals()
            bind(ns, '__module__', __name__); bind(ns, '__qualname__', 'outer.<locals>.C'); bind(ns, 'x', 1)
            def method(self):
                def deep(): return z
                return deep, __class__
            bind(ns, 'm', named(method, 'm'))
            def inner():
                ns = locals()
                bind(ns, '__module__', __name__); bind(ns, '__qualname__', 'outer.<locals>.C.D')
                def n(self): pass
                bind(ns, 'n', n)
            bind(ns, 'D', __build_class__(class_body(inner, 'D', 'outer.<locals>.C.D'), 'D'))
            bind(ns, '__classcell__', class_cell(cell))
            return class_cell(cell)
        return __build_class__(class_body(body, 'C', 'outer.<locals>.C'), 'C')
    return scope()
C = outer(); look(C.m); look(C().m()[0]); look(C.D.n); log.append((C.__qualname__, C.D.__qualname__,
    C().m()[1] is C, [k for k in vars(C) if k in ('x', 'm', 'D', 'ns', 'cell')]))
""".replace("import builtins", ""),
    )

    delegates = """
stops = sys.version_info >= (3, 12) or sys.exc_info()[0] is None
def sub():
    got = []
    try:
        while len(got) < 3:
            try: got.append((yield len(got)))
            except ValueError as e:
                log.append((str(e), repr(e.__context__), sys.exc_info()[0])); got.append("caught")
        return got
    finally: log.append(("finally", repr(sys.exc_info()[1])))
def late():
    try: yield 1
    except ValueError: pass
    log.append(sys.exc_info()[0])
    raise KeyError("late")
def stubborn():
    while True:
        try: yield "no"
        except GeneratorExit: log.append("ignored")
class Mine:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1; log.append(("next", self.n))
        if self.n > 3: raise StopIteration("value")
        return self.n
class Full(Mine):
    def send(self, v): log.append(("send", v)); return v
    def throw(self, *a): log.append(("throw", type(a[0]).__name__ if not isinstance(a[0],
        type) else a[0].__name__)); raise a[0]
    def close(self): log.append("close")
class Swallow(Full):
    def throw(self, *a): raise StopIteration("swallowed")
class BadClose(Full):
    def close(self):
        try: raise OSError
        except OSError: raise KeyError("in close")
class BadStop(StopIteration):
    value = property(lambda self: log.append("property"))
class StopsBadly(Mine):
    def __next__(self): raise BadStop("v")
class BadGet(Mine):
    def __getattr__(self, name):
        if name == "close": raise OSError("get close")
        raise AttributeError(name)
def nothing(): return (yield from ())
def tuple_result():
    yield
    return (1, 2)
def stop_result():
    yield
    return StopIteration(3)
def handling():
    try: raise OSError
    except OSError: yield 1
async def co(): return 7
makers = [sub, late, stubborn, Mine, Full, Swallow, BadClose, StopsBadly, BadGet, nothing, tuple_result,
    stop_result,
    handling, lambda: [1, 2], lambda: 5, lambda: RaisingIter(), lambda: co(), lambda: map(str, "ab")]
scripts = [(), (None, None, None), ("a", "b", "c"), (ValueError("t"), "x", "y"), (ValueError, "x"),
    ("close",),
    (GeneratorExit,), (GeneratorExit(),), (KeyError("k"),), (StopIteration("s"),) if stops else (), (None,
        KeyError("k"), None)]
def depth(error):
    out, tb = [], error.__traceback__
    while tb: out.append(tb.tb_frame.f_code.co_name); tb = tb.tb_next
    return out
"""
    run_all = """
import warnings
for make in makers:
    for script in scripts:
        log.append(drive(main(make), *script))
        if all(a is None or a in "abc" for a in script):
            log.append(drive(inside(make), *script))
def fails():
    yield 1
    deep()
def deep(): 1 / 0
def outermost(): return main(fails)
for throw in (0, 1):
    try:
        g = outermost(); next(g)
        if throw: g.throw(ZeroDivisionError())
        else: next(g)
    except ZeroDivisionError as e: log.append(depth(e))
"""
    them.whole(
        "yield_from",
        delegates
        + "def main(make):\n    value = yield from make()\n    log.append(('result', repr(value)))\n"
        "    yield 'done'\n"
        + "def inside(make):\n    try: raise LookupError('outside')\n    except LookupError:\n"
        "        value = yield from make()\n        return value\n" + run_all,
        delegates
        + "def main(make):\n"
        + textwrap.indent(LOOP % "yield_from_iterator(make())", "    ")
        + "    log.append(('result', repr(value)))\n    yield 'done'\n"
        + "def inside(make):\n    try: raise LookupError('outside')\n    except LookupError:\n"
        + textwrap.indent(LOOP % "yield_from_iterator(make())", " " * 8)
        + "        return value\n"
        + run_all,
    )
    marked = (
        "@types.coroutine\ndef marked():\n%s\n    return value\nasync def co(): return 7\n"
        "log.append(drive(marked()))\n"
    )
    them.whole(
        "yield_from_in_a_marked_generator",
        marked % "    value = yield from co()",
        marked % textwrap.indent(LOOP % "yield_from_iterator(co())", "    "),
    )

    awaited = COMMON_ASYNC + """
async def inner(*a): return a or await tick()
started = inner(); started.send(None)
@types.coroutine
def generator_coroutine(): return (yield "g")
class NoneAw: __await__ = None
makers = [lambda: inner(1), inner, lambda: started, generator_coroutine, plain, lambda: [1], lambda: 5,
    lambda: None, NoneAw,
    lambda: Aw(iter(["tick"])), lambda: Aw(5), lambda: Aw(plain()), lambda: Aw([1]),
    lambda: Aw(generator_coroutine()), lambda: Aw(It()),
    Broken, lambda: Aw(started), lambda: datetime.date(2000, 1, 1)]
"""
    run_awaits = """
for make in makers:
    for script in ((), ("a",), (KeyError("k"),), ("close",)):
        log.append(run_coroutine(main(make), *script))
c = main(inner); c.send(None); d = main(lambda: c); log.append(run_coroutine(d)); c.close()
async def suspended(): await main(inner)
c = main(inner); c.send(None)
log.append(run_coroutine(user(c))); c.close()
log.append((type(main).__name__, type(c).__name__, main.__code__.co_flags & 0x3a0, c.__name__,
    c.__qualname__))
for bad in (c.__class__.send,):
    try: bad(c, None)
    except BaseException as e: log.append(describe(e))
c = main(inner)
try: c.send(1)
except TypeError as e: log.append(describe(e))
c.close()
c = raises(); log.append(run_coroutine(c))
"""
    them.whole(
        "awaitable",
        awaited + "async def main(make): return await make()\nasync def user(c): return await c\n"
        "async def raises(): raise StopIteration(1)\n" + run_awaits,
        awaited
        + "def main(make):\n"
        + textwrap.indent(LOOP % "awaitable(make())", "    ")
        + "    return value\nmain = coroutine(main)\n"
        + "def user(c):\n"
        + textwrap.indent(LOOP % "awaitable(c)", "    ")
        + "    return value\nuser = coroutine(user)\n"
        + "def raises():\n    raise StopIteration(1)\n    yield\nraises = coroutine(raises)\n"
        + run_awaits,
    )

    async_for = COMMON_ASYNC + """
class AI:
    def __init__(self, n): self.n = n
    def __aiter__(self): log.append("aiter"); return self
    async def __anext__(self):
        self.n -= 1
        if self.n < 0: raise StopAsyncIteration
        return await tick(self.n)
class BadIter:
    def __aiter__(self): return 5
class BadNext:
    def __init__(self, what): self.what = what
    def __aiter__(self): return self
    def __anext__(self): return self.what
class Getting:
    def __aiter__(self): return Half()
class Half: pass
Half.__anext__ = property(lambda self: delattr(Half, "__anext__"))
async def ag(): yield 1
makers = [lambda: AI(1), BadIter, lambda: BadNext(5), lambda: BadNext(Aw(5)),
    lambda: BadNext(Aw(iter("x"))), lambda: [1], lambda: datetime.date(2000, 1, 1),
    Broken, ag, lambda: BadNext(plain()), Getting]
"""
    run_for = "for make in makers: log.append(run_coroutine(f(make), 'a', 'b'))\n"
    them.whole(
        "async_for",
        async_for + "async def f(make):\n    async for x in make(): return x\n" + run_for,
        async_for
        + "def f(make):\n    items = async_iterator(make())\n    try:\n"
        + textwrap.indent(LOOP % "next_awaitable(items)", " " * 8)
        + "    except StopAsyncIteration: return None\n    return value\nf = coroutine(f)\n"
        + run_for,
    )
    for awaits in (False, True):
        generator = "await tick('t')" if awaits else "0"
        suspended = re.sub("yield (.+)", r"yield suspension()(suspending(\1))", LOOP)
        written = (
            textwrap.indent(suspended % "awaitable(tick('t'))", " " * 12).lstrip() if awaits else "value = 0"
        )
        run_ag = COMMON_ASYNC + """
import inspect
def step(aw, *s): return drive(aw, *s)
DEFINITION
log.append((inspect.isasyncgenfunction(ag), type(ag(1)).__name__, inspect.isasyncgen(ag(1)), ag.__name__, ag.__qualname__, ag(1).__name__,
    ag(1).__qualname__))
g = ag(5)
log.append(step(g.__anext__(), 1, 2)); log.append(step(g.asend("s"),
    1)); log.append(step(g.athrow(ValueError("v")), 1, 2))
log.append(step(g.__anext__(), 1)); log.append(step(g.__anext__()))
g = ag(5); step(g.asend(None), 1); log.append(step(g.aclose(), 1)); log.append(step(g.aclose()))
g = ag(5); log.append(step(g.aclose())); log.append(step(g.__anext__()))
g = ag(5); log.append(step(g.athrow(KeyError("k"))))
g = ag(5); log.append(step(g.asend(1)))
g = ag(5); step(g.asend(None), KeyError("k")); log.append(step(g.asend(None)))
g = ag(StopAsyncIteration("q")); step(g.asend(None), 1); log.append(step(g.asend(None), 1))
try: ag()
except TypeError as e: log.append(describe(e))
hooks = sys.get_asyncgen_hooks()
sys.set_asyncgen_hooks(firstiter=lambda g: log.append(("first", g.__name__)),
    finalizer=lambda g: (log.append(("final", g.__name__)), left.append(g)))
left = []
g = ag(5); step(g.asend(None), 1); del g
log.append(step(left[0].aclose(), 1))
sys.set_asyncgen_hooks(*hooks)
async def all(): return [x async for x in ag(5)]
log.append(drive(all(), 1, 2, 3, 4))
"""
        native = (
            "async def ag(a):\n    try:\n        try:\n            log.append((%s, (yield (a,))))\n"
            "            if isinstance(a, Exception): raise a\n        except ValueError as e:\n"
            "            log.append(repr(e))\n"
            "        yield a\n    finally:\n        log.append('finally')\n" % generator
        )
        helper = (
            "def ag(a):\n    try:\n        try:\n            %s\n"
            "            received = yield wrapped((a,), AWAITS)\n            log.append((value, received))\n"
            "            if isinstance(a, Exception): raise a\n        except ValueError as e:\n"
            "            log.append(repr(e))\n"
            "        yield wrapped(a, AWAITS)\n    finally:\n        log.append('finally')\n"
            "ag = async_generator(ag, AWAITS)\n"
        ) % written
        them.whole(
            "async_generator_that_awaits" if awaits else "async_generator",
            run_ag.replace("DEFINITION", native),
            run_ag.replace("DEFINITION", helper.replace("AWAITS", str(awaits))),
        )
        if awaits:
            native, helper = them.all["async_generator_that_awaits"]
    documented = """
texts = ["", " ", "a", "  a\\n  b", "a\\n    b\\n   c\\n"]
texts += ["\\n\\tb\\n        c\\n \\n  ", "\\r \\n   ", "a\\n\\n \\f b"]
for text in texts:
    space = {}
    exec("def f():\\n " + ascii(text), space)
    log.append(DOC)
"""
    them.whole(
        "docstring",
        documented.replace("DOC", 'space["f"].__doc__'),
        documented.replace("DOC", "dedented(text)"),
    )
    entries = (
        "for key in names:\n"
        "    if key in ('__firstlineno__', '__static_attributes__'): log.append((key, names[key]))"
    )
    them.whole(
        "entries_of_a_class",
        "class C:\n    def f(self): self.a = 0\nnames = C.__dict__\n" + entries,
        "names = {}\nset_first_line(names, 1)\nset_static_attributes(names, ('a',))\n" + entries,
    )
    return them


def describe(error: BaseException | None, depth: int = 0) -> list | None:
    """What can be seen of *error*, its causes and contexts."""
    if error is None or depth > 6:
        return None
    attributes = [repr(getattr(error, name, "none")) for name in ("name", "path", "name_from", "value")]
    if not isinstance(error, (ImportError, NameError, StopIteration)):
        attributes = []
    return [
        type(error).__name__,
        str(error).split(" at 0x")[0],
        attributes,
        describe(BaseException.__cause__.__get__(error), depth + 1),
        describe(error.__context__, depth + 1),
        error.__suppress_context__,
    ]


def helpers() -> dict[str, object]:
    """The functions of the prelude, by name."""
    from mvpy.helpers.prelude import (
        context,
        coroutines,
        delegation,
        displays,
        docstrings,
        functions,
        importing,
        matching,
        namespaces,
        raising,
        special,
        unpacking,
    )

    found: dict[str, object] = {}
    for module in (
        special,
        context,
        unpacking,
        namespaces,
        functions,
        raising,
        importing,
        displays,
        docstrings,
        matching,
        delegation,
    ):
        found.update(vars(module))
    found.update(vars(coroutines))
    functions = {name: value for name, value in found.items() if isinstance(value, types.FunctionType)}
    # The other as the first lines of a prelude define it.
    return {**functions, "stop_value": StopIteration.value.__get__}


def observed(program: str, handling: bool) -> str:
    """What *program* logs and how it ends; with *handling*, inside an `except` handler."""
    log: list = []
    kept = dict(sys.modules)
    space = {"__name__": "probe", "log": log, "describe": describe, "native_start": log.clear}
    exec(COMMON, space)
    space.update({name: value for name, value in helpers().items() if name not in space})
    try:
        if handling:
            try:
                raise FloatingPointError("outer")
            except FloatingPointError:
                exec(program, space)
        else:
            exec(program, space)
    except BaseException as error:
        log.append(describe(error))
    finally:
        for name in set(sys.modules) - set(kept):
            del sys.modules[name]
    return "\n".join(map(repr, log))


def differences() -> list[str]:
    """The probes whose two programs do not do the same on this Python."""
    out = []
    for name, (native, helper) in probes().all.items():
        for handling in (False, True):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                wanted, got = observed(native, handling), observed(helper, handling)
            if wanted != got:
                lines = [
                    pair
                    for pair in zip([*wanted.split("\n"), "(end)"], [*got.split("\n"), "(end)"])
                    if pair[0] != pair[1]
                ]
                out.append("%s (handling=%s)\n    native %s\n    helper %s" % (name, handling, *lines[0]))
    return out


def interpreters() -> list[str]:
    """The CPythons at hand: the running one, and those that pyenv has, one a minor version."""
    folder = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    found = {sys.version_info[:2]: sys.executable}
    for python in sorted(folder.glob("3.*/bin/python")):
        minor = tuple(map(int, python.parts[-3].split(".")[:2]))
        if minor >= (3, 8):
            found.setdefault(minor, str(python))
    return [found[minor] for minor in sorted(found)]


def pytest_generate_tests(metafunc) -> None:
    """Each test that wants an *interpreter* gets every one, each that wants a *module* every module."""
    if "interpreter" in metafunc.fixturenames:
        metafunc.parametrize("interpreter", interpreters())
    if "module" in metafunc.fixturenames:
        metafunc.parametrize(
            "module", sorted(path.name for path in (ROOT / "mvpy" / "helpers" / "prelude").glob("*.py"))
        )


def test_the_helpers_do_what_cpython_does(interpreter: str) -> None:
    done = subprocess.run(
        [interpreter, "-W", "ignore", __file__], capture_output=True, text=True, timeout=300
    )

    assert (json.loads(done.stdout.splitlines()[-1]), done.returncode) == ([], 0), done.stderr


def test_a_type_that_nobody_has_asked_yet_has_its_methods(interpreter: str) -> None:
    program = """
from mvpy.helpers.prelude.special import has_special
async def items(): yield 1
print(has_special(items().aclose(), "__await__"))
"""
    done = subprocess.run([interpreter, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)

    assert done.stdout == "True\n", done.stderr


def test_the_helpers_keep_to_a_small_language(module: str) -> None:
    tree = ast.parse((ROOT / "mvpy" / "helpers" / "prelude" / module).read_text("utf-8"))

    assert [
        f"{type(node).__name__} in line {node.lineno}" for node in ast.walk(tree) if is_too_rich(node)
    ] == []


def hidden(function):
    from mvpy.helpers.prelude import temporaries

    return temporaries.hidden(function)


def forget_hidden(namespace: dict, **names: int) -> None:
    from mvpy.helpers.prelude import temporaries

    temporaries.forget_hidden(namespace, **names)


def module_with(function: str) -> dict:
    """The names of a module that defines the function *function*, which gives its `__name__`."""
    space: dict = {"__name__": "module", "__builtins__": builtins}
    exec(f"def {function}(): return __name__", space)
    return space


def raises_what_it_keeps(function: ast.FunctionDef) -> bool:
    """Does *function* raise what one of its variables holds then, and still does when the exception passes through?"""
    cleared = {
        name.id
        for node in ast.walk(function)
        if isinstance(node, ast.Try)
        for statement in node.finalbody
        for name in ast.walk(statement)
        if isinstance(name, ast.Name)
    }
    raised = {
        node.exc.id for node in ast.walk(function) if isinstance(node, ast.Raise) and hasattr(node.exc, "id")
    }
    return bool(raised - cleared - set(dir(builtins)))


def test_no_helper_makes_a_cycle_of_an_exception_and_its_frame(module: str) -> None:
    tree = ast.parse((ROOT / "mvpy" / "helpers" / "prelude" / module).read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]

    assert [function.name for function in functions if raises_what_it_keeps(function)] == []


def test_a_hidden_function_is_found_and_not_seen() -> None:
    module = module_with("_ours")
    hidden(module["_ours"])
    seen, found = "_ours" in module, eval("_ours()", module)
    forget_hidden(module, _ours=0)

    assert (seen, found, hasattr(builtins, "_ours")) == (False, "module", False)


def test_a_hidden_function_of_another_module_stays_there() -> None:
    second = module_with("_ours")
    first = hidden(module_with("_ours")["_ours"])
    hidden(second["_ours"])
    found = eval("_ours", second)
    forget_hidden(second, _ours=0)
    still = builtins._ours
    forget_hidden(first.__globals__, _ours=0)

    assert (found.__globals__, still, "_ours" in second) == (second, first, False)
    assert not hasattr(builtins, "_ours")


def test_a_hidden_function_takes_the_place_of_the_one_before() -> None:
    module = module_with("_ours")
    before = hidden(module["_ours"])
    exec("def _ours(): pass", module)
    after = hidden(module["_ours"])
    found = eval("_ours", module)
    forget_hidden(module, _ours=0)

    assert found is after is not before


def test_a_module_with_builtins_of_its_own_finds_its_hidden_function_there() -> None:
    module = module_with("_ours") | {"__builtins__": {}}
    exec("def _ours(): return 1", module)
    hidden(module["_ours"])

    assert list(module["__builtins__"]) == ["_ours"]
    assert eval("_ours()", module) == 1


def is_too_rich(node: ast.AST) -> bool:
    """Whether *node* is something that helpers do not use."""
    if isinstance(node, ast.FunctionDef):
        return bool(node.decorator_list or node.returns)
    if isinstance(node, ast.arg):
        return node.annotation is not None
    if isinstance(node, ast.Assign):
        return len(node.targets) > 1 or isinstance(node.targets[0], (ast.Tuple, ast.List))
    if isinstance(node, ast.For):
        return not isinstance(node.target, ast.Name)
    if isinstance(node, ast.Raise):
        return node.cause is not None
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return any(isinstance(item, ast.Starred) for item in node.elts)
    if isinstance(node, ast.Dict):
        return None in node.keys
    if isinstance(
        node, ast.Delete
    ):  # of one item: what is left of it in a core is the call of `delitem` alone
        return [type(target) for target in node.targets] != [ast.Subscript]
    return isinstance(
        node,
        (
            ast.ClassDef,
            ast.AsyncFunctionDef,
            ast.With,
            ast.Lambda,
            ast.ListComp,
            ast.SetComp,
            ast.DictComp,
            ast.GeneratorExp,
            ast.YieldFrom,
            ast.Import,
            ast.JoinedStr,
            ast.NamedExpr,
            ast.Slice,
            ast.Global,
            ast.AugAssign,
            ast.AnnAssign,
            ast.Match,
            ast.Assert,
        ),
    )


def run(program: str) -> dict[str, object]:
    """What *program*, which may use the helpers, leaves behind."""
    space: dict[str, object] = dict(helpers())
    exec(program, space)
    return space


def test_an_exception_thrown_into_a_delegate_leaves_no_cycle() -> None:
    delegating = "def main(it):\n    local = Local()\n" + textwrap.indent(
        LOOP % "yield_from_iterator(it)", "    "
    )
    program = delegating + (
        "class Local: pass\n"
        "def sub(): yield 1\n"
        "gone = []\n"
        "def thrown(it, kind):\n"
        "    g = main(it); next(g)\n"
        "    gone.append(weakref.ref(g.gi_frame.f_locals['local']))\n"
        "    try: g.throw(kind())\n"
        "    except BaseException: pass\n"
        "import gc, weakref\n"
        "gc.disable()\n"
        "for make in sub, lambda: iter('ab'):\n"
        "    for kind in KeyError, GeneratorExit: thrown(make(), kind)\n"
        "alive = [ref() for ref in gone if ref() is not None]\n"
        "gc.enable()\n"
    )

    assert run(program)["alive"] == []


def test_the_coroutines_of_other_hosts_have_the_protocol() -> None:
    program = (
        "def answer():\n    got = yield 'suspended'\n    return got\n"
        "def waits(inner):\n" + textwrap.indent(LOOP % "awaitable(inner)", "    ") + "    return value\n"
        "answer, waits = coroutine_maker(answer), coroutine_maker(waits)\n"
        "c = waits(answer())\n"
        "seen = [c.send(None)]\n"
        "try: c.send(5)\n"
        "except StopIteration as stop: seen.append(stop.value)\n"
        "try: c.send(None)\n"
        "except RuntimeError as error: seen.append(str(error))\n"
    )

    assert run(program)["seen"] == ["suspended", 5, "cannot reuse already awaited coroutine"]


def test_the_async_generators_of_other_hosts_have_the_protocol() -> None:
    program = (
        "Value = value_class()\n"
        "def counts():\n    yield 'suspended'\n    got = yield Value(1)\n    yield Value(got)\n"
        "made = async_generator_maker(counts)()\n"
        "seen = []\n"
        "def drive(aw):\n"
        "    try:\n        while 1: seen.append(aw.send(None))\n"
        "    except (StopIteration, StopAsyncIteration) as stop: seen.append(repr(stop))\n"
        "drive(made.__anext__()); drive(made.asend(2)); drive(made.aclose()); drive(made.__anext__())\n"
    )

    assert run(program)["seen"] == [
        "suspended",
        "StopIteration(1)",
        "StopIteration(2)",
        "StopIteration()",
        "StopAsyncIteration()",
    ]


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    package = types.ModuleType(
        "mvpy"
    )  # without mvpy/__init__.py, which needs a newer Python than this may be
    package.__path__ = [str(ROOT / "mvpy")]
    sys.modules["mvpy"] = package
    print(json.dumps(differences()))


def test_the_flags_of_pythons_without_are_those_of_pythons_that_have_them() -> None:
    from mvpy.helpers.prelude import matching

    class Registered:
        pass

    class Mapped(Registered):
        pass

    class Text(str):
        pass

    collections.abc.Sequence.register(Registered)
    collections.abc.Sequence.register(Text)
    collections.abc.MutableMapping.register(Mapped)
    derived = [
        type("Derived", (kind,), {}) for kind in (Registered, Mapped, list, dict, int, collections.UserList)
    ]
    kinds = [
        list,
        tuple,
        range,
        memoryview,
        array.array,
        collections.deque,
        str,
        bytes,
        bytearray,
        set,
        frozenset,
        dict,
    ]
    kinds += [
        types.MappingProxyType,
        collections.OrderedDict,
        collections.ChainMap,
        bool,
        int,
        float,
        complex,
        object,
    ]
    kinds += [
        Registered,
        Mapped,
        Text,
        *derived,
        type,
        collections.abc.Sequence,
        collections.abc.Mapping,
        type({}.keys()),
    ]

    for kind in kinds:
        assert matching.flags_before_3_10(kind) == kind.__flags__ & (1 << 5 | 1 << 6 | 1 << 22), kind


def test_a_class_is_called_what_cpython_calls_it() -> None:
    from mvpy.helpers.prelude import matching

    class Text(str):
        pass

    names = [
        matching.class_name(kind)
        for kind in (int, str, Text, type("a): b", (), {}), datetime.date, object, type)
    ]

    assert names == ["int", "str", "Text", "a): b", "datetime.date", "object", "type"]


def test_no_two_helpers_have_one_name():
    folder = Path(__file__).parents[1] / "mvpy" / "helpers" / "prelude"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py"))]
    names = [name for text in texts for name in re.findall(r"^def (\w+)", text, re.MULTILINE)]

    assert [name for name in set(names) if names.count(name) > 1] == []
