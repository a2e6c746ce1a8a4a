#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""A tour of the Python 3.8 language, section by section; every line printed is a fact about it."""

from __future__ import annotations

# Imports come in these forms: a module, a submodule (which binds its top), with another
# name, names out of a module, in parentheses, and all of them.
import sys
import os.path, collections.abc
import xml.dom as dom, functools as ft
from math import pi
from itertools import (chain, islice as cut,)
from operator import *

print("== imports")
print(os.path.basename("a/b.txt"), collections.abc.Sized.__name__, dom.__name__)
print(ft.partial(mul, 6)(7), round(pi, 4), sys.modules["math"].pi is pi)
try:
    from math import no_such_name
except ImportError as error:
    print(type(error).__name__, "no_such_name" in str(error))
try:
    from . import sibling  # only modules of a package have siblings
except ImportError:
    print("no package here")


print("== literals")
print(0, 42, 1_000_000, 0xFF, 0o17, 0b1010, 123456789012345678901234567890)
print(3.14, .5, 2., 1e-3, 1_0.0_1e2, 1e400, -0.0, 2j, 1.5J + 1)
print('single', "double", 'it''s joined', "tab\tend", "\x41\u00e9\N{BULLET}\U0001F40D\101", r"raw\n", "line \
continued")
print("""three
lines""", '''"quotes"''', b"bytes\x00\xff", br"\raw", b'a' b'b', u"old prefix", len(Rb"\n"))
print(None, True, False, ..., Ellipsis is ..., __debug__ in (True, False), __name__)


print("== f-strings")
name, value, width = "Ada", 3.14159, 10
print(f"{name} {name!r} {name!s:>5} {'é'!a} {{braces}} {value:.2f} {value:{width}.{width - 8}f}|")
print(f"{name=} {value = :.1f} {1 + 1=} {name[0].lower()=!s}")
print(f"joined, " f"{'nested ' + f'{width:#x}'} " rf"and raw \{name}" "; {not one}")
print(F"""{
    sum(n for n in range(4))
    } {(lambda x: x * 2)(4)} {dict(a=1)['a']:>{len(name)}} {"yes" if value else "no"}""")
print(f"{value!r:^12}|", f"{ {1: 2}[1] }", f"{'a' 'b'}", f"{value:{'>' + str(width)}.{2}}", f"", sep="/")


print("== operators")
a, b = 17, 5
print(a + b, a - b, a * b, a / b, a // b, a % b, a ** b, -a // b, -a % b, +a, -a, ~a, - - a)
print(a << 2, a >> 2, a & b, a | b, a ^ b, ~a & 0xFF, 1 << 2 + 3, 2 ** 3 ** 2, -2 ** 2, 2 ** -1)
print((1, 2) + (3,), "ab" * 3, [0] * 2, "%s-%03d" % ("x", 7), {1, 2} - {2}, {1} | {2})
print(a < b, a <= b, a == b, a != b, a > b, a >= b, a is b, a is not b, 2 in [1, 2], 3 not in {3}, not a)
print(1 < a > 3 != b < 6 <= 6, 1 < 0 < print("never"), 1 == 1.0 in [True] is not None)
print(0 or "" or "last", 1 and [] and "never", not 0 and 1 or 2, None or (1 and 3))
print("yes" if a > b else "no", "one" if a < 0 else "two" if b < 0 else "three")
print((n := 10) + n, [last := 1, last + 1, (last := last + 2)], last)
print(any((hit := x) > 2 for x in (1, 3, 5)), hit)  # the walrus in a comprehension binds outside it


print("== calls, lambdas")
def call(*args, **kwargs): return args, kwargs
print(call(), call(1, *[2, 3], 4, *"ab", k=5, **{"m": 6}, n=7, **dict(o=8)))
print((lambda: None)(), (lambda x, y=2, /, *z, k, **r: (x, y, z, k, r))(1, k=3, q=4), (lambda *, k: k)(k=1))
print(sorted("bCa", key=lambda c: c.lower()), [(lambda x: lambda y: x * y)(n)(10) for n in (2, 3)])


print("== displays, slices")
numbers = [*range(10)]
print([], [1, 2, ], (), (1,), (1, 2), {1}, {}, {"a": 1, "b": 2, })
# In the last one, a keeps its place as the first key, and gets the last value.
print([*"ab", *()], (*"xy", 1), {*(), 1}, {"a": 1, **{"b": 2, "a": 3}, "c": 4})
print(numbers[2], numbers[-1], numbers[2:5], numbers[:3], numbers[7:], numbers[-3:-1], numbers[5:2])
print(numbers[::3], numbers[::-4], numbers[1:8:2], "text"[::-1], numbers[slice(2, 4)])
class Subscript:
    def __getitem__(self, key): return key
print(Subscript()[1:2, ..., ::3], Subscript()[:], Subscript()[(1, 2)], Subscript()[1,])


print("== comprehensions")
print([n * n for n in range(5)], [n for n in range(30) if n % 2 if n % 3 == 0])
print([x + y for x in "ab" for y in "cd" if (x, y) != ("a", "d")], [[i * j for j in range(3)] for i in range(3)])
print({n % 3 for n in range(9)}, {k: v for k, v in zip("abc", range(3))}, sum(n for n in range(5)))
generator = (print("  made", n) or n for n in range(3))
print("nothing made yet;", next(generator), list(generator), [y for x in "12" if (y := x + x)], y)
functions = [lambda: n for n in range(3)]
print([f() for f in functions], n)  # one variable for all of them, and not the n outside


print("== assignment")
x = y = z = [1]
x += [2]                                    # in place: y and z are the same list
(first, *middle), last = "hello", "end"
[one, [two, three]] = 1, (2, 3)
head, *_, = range(4)
print(x, y is z, first, middle, last, one, two, three, head, _)
one, two = \
    two, one
Ünïcode, ﬁne = 1, 2  # names are normalized: the second is "fine"
print(Ünïcode, fine)
for i, numbers[i] in enumerate("xyz"): pass
record = {"k": [1, 2, 3]}
record["k"][1:2] = "ab"
record["k"][0] += 10; record["new"] = record["k"][-1]
class Box: item = 1
Box.item **= 0; Box.item <<= 3; Box.item |= 1; Box.item ^= 3; Box.item //= 2
Box.item -= 7; Box.item %= 5; Box.item >>= 1; Box.item *= 9; Box.item &= 12; Box.item /= 2
print(one, two, numbers[:4], record, Box.item)
count: int = 3
declared: str
Box.note: float = 1.5
print(count, "declared" in globals(), __annotations__)
del record["k"][:2], record["new"], (one, [two])
del Box.note
print(record, "one" in globals(), hasattr(Box, "note"))
for a, *b in [(1, 2, 3), "xy"]: print(a, b, end="; ")
print()
try:
    a, b = range(3)
except ValueError as error:
    print("three into two:", type(error).__name__)


print("== statements")
if False:
    print("never")
elif not numbers: print("never")
else:
    print("else")
total, i = 0, 0
while i < 10:
    i += 1
    if i % 2: continue
    if i > 6: break
    total += i
else:
    print("never: the loop was left by break")
stream = iter("abc;d")
while (char := next(stream)) != ";": print(char, end="")
print(" then", *stream)
while total > 0: total -= 5
else: print("while-else", total, i)
for i in range(2, 9):
    for divisor in range(2, i):
        if i % divisor == 0: break
    else:
        print("prime", i, end=" ")
        continue
    if i == 6: break
else:
    print("never")
print("left at", i)
for nothing in (): pass
else: print("for-else of an empty loop")
assert total <= 0, "never evaluated: " + 1
try:
    assert total, f"total is {total}"
except AssertionError as error: print("assertion:", error)


print("== exceptions")
def attempt(action):
    try:
        result = action()
    except (ZeroDivisionError, KeyError) as error:
        return f"caught {type(error).__name__}"
    except TypeError: result = "a type error"
    except: return "anything else"
    else:
        result = f"fine: {result}"
    finally:
        print("finally", end=" ")
    return result
for action in (lambda: 1), (lambda: 1 / 0), (lambda: {}[0]), (lambda: None + 1), (lambda: [][0]):
    print(attempt(action))
def three_ways(way):
    for turn in range(3):
        try:
            if way == "return": return "returned"
            if way == "break": break
            if way == "continue": continue
            raise OSError(turn)
        except OSError: return "raised"
        finally:
            print(way, turn, end=" - ")
    return "after the loop"
print(*map(three_ways, ["return", "break", "continue", "raise"]))
class Problem(Exception):
    """One of our own."""
def chained(cause):
    try:
        try:
            raise KeyError("inner")
        except KeyError as inner:
            if cause == "plain": raise Problem("outer")
            raise Problem("outer") from (inner if cause == "from" else None)
    except Problem as outer:
        return repr(outer.__cause__), repr(outer.__context__), outer.__suppress_context__
print(chained("plain"), chained("from"), chained("none"), "error" in globals())
try:
    try: raise Problem
    except Problem: raise
except Exception as error: print(repr(error), sys.exc_info()[0] is Problem)
print(sys.exc_info())


print("== with")
class Manager:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self): print("enter", self.name, end=" "); return self
    def __exit__(self, kind, error, traceback):
        print("exit", self.name, kind and kind.__name__, end=" ")
        return self.swallow
with Manager("a") as a, Manager("b") as record["m"]:
    print("body", record["m"].name, end=" ")
with Manager("c", swallow=True): 1 / 0
print(a.name)
def early():
    with Manager("d"): return "early"
print(early())


print("== functions")
def decorator(function): return lambda *args: f"<{function(*args)}>"
def repeated(times): return lambda function: lambda *args: function(*args) * times
def everything(a, b=[], /, c: int = 3, *rest: str, d, e="e", **more) -> list:
    """A docstring."""
    b.append(a)
    return a, b, c, rest, d, e, more
print(everything(1, d=4), everything(2, [], 5, 6, 7, d=8, e=9, f=10, a=11), everything(3, d=4)[1])
print(everything.__doc__, everything.__name__, everything.__defaults__, everything.__kwdefaults__)
print(everything.__annotations__)
@decorator
@repeated(times=2)
def shout(word): return word.upper()
print(shout("hey"))
@callable  # a decorator may be anything that can be called, and what it gives is what is bound
def point(): """Nothing of this is left."""
print(point)
try: everything(1)
except TypeError as error: print("d" in str(error))
counter = 0
def outer():
    local = 0
    def inner():
        global counter
        nonlocal local
        counter += 1; local -= 1
        return local
    inner()
    return inner() + (lambda: local)()
print(outer(), counter)
def unbound():
    try: return later
    except UnboundLocalError as error: return type(error).__name__
    later = 1
print(unbound(), [f"{n}: {'-'.join(str(k) for k in range(n))}" for n in (1, 3)])


print("== classes")
class Meta(type):
    def __prepare__(name, bases, **options):
        print("prepare", name, options)
        return {"given": "by the metaclass"}
    def __new__(cls, name, bases, namespace, legs=None, **options):
        return super().__new__(cls, name, bases, namespace, **options)  # the rest goes to __init_subclass__
    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)
    def __call__(cls, *args): print("call", cls.__name__, end="; "); return super().__call__(*args)
    def __contains__(cls, item): return item in vars(cls)
class Animal(metaclass=Meta, legs=4):
    """Any animal."""
    __slots__ = ("name", "__secret", "_age")
    kinds = []
    for sound in "woof", "meow": kinds.append(sound)
    def __init_subclass__(cls, sound="?", **options): cls.sound = sound; Animal.kinds += [cls.__name__]
    def __init__(self, name): self.name, self.__secret, self._age = name, "hidden", 0
    def __repr__(self): return f"{__class__.__name__}:{self.name}"
    def speak(self): return f"{self.name} says {self.sound}"
    @property
    def age(self): return self._age
    @age.setter
    def age(self, years):
        if years < 0: raise ValueError("negative")
        self._age = years
    @age.deleter
    def age(self): self._age = None
    @classmethod
    def named(cls, name): return cls(name)
    @staticmethod
    def helper(x, y=1): return x + y
class Dog(Animal, sound="wow"):
    __slots__ = ()
    def speak(self): return super().speak() + "!"
rex = Dog.named("Rex")
rex.age += 3
print(rex, rex.speak(), rex.age, rex.helper(1), Dog.kinds, Dog.given, "speak" in Dog)
print(rex._Animal__secret, Animal.__doc__, Dog.__mro__[1:2])
del rex.age
try: rex.tail = 1
except AttributeError: print("slots:", rex.age, [base.__name__ for base in Dog.__bases__], Dog.__qualname__)
class Vector(tuple):
    def __new__(cls, *items): return super().__new__(cls, items)
    def __add__(self, other): return Vector(*map(add, self, other))
    def __rmul__(self, number): return Vector(*(number * item for item in self))
    def __matmul__(self, other): return sum(map(mul, self, other))
    def __imatmul__(self, other): return ("in place", self @ other)
    def __bool__(self): return any(self)
    def __call__(self, index): return self[index]
    def __getattr__(self, name): return f"no {name}"
v = Vector(1, 2)
print(v + v, 3 * v, v @ v, bool(v), not Vector(0), v(1), v.colour, -1 in v); v @= v; print(v)


print("== generators")
def conversation(log):
    try:
        got = yield "first"
        while got:
            try: got = yield f"got {got}"
            except KeyError as error: got = yield f"caught {error}"
        return "the value"
    finally: log.append("cleaned up")
def delegate(log):
    result = yield from conversation(log)
    yield from (result, *"ab")
log = []
talk = delegate(log)
print(next(talk), talk.send("x"), talk.throw(KeyError("k")), talk.send("y"), talk.send(None), list(talk), log)
talk = conversation(log); next(talk); talk.close()
print(log, next(talk, "exhausted"), next(iter(()), None), list(cut(chain("ab", "cd"), 3)))


print("== coroutines")
class Suspend:
    """Awaiting it hands a value to whoever drives the coroutine, and gives back the answer."""
    def __init__(self, value): self.value = value
    def __await__(self): return (yield self.value)
class Resource:
    async def __aenter__(self): return await Suspend("enter")
    async def __aexit__(self, *details): await Suspend("exit"); return details[0] is OSError
class Steps:
    def __init__(self, last): self.n, self.last = 0, last
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n >= self.last: raise StopAsyncIteration
        self.n += 1
        return await Suspend(self.n)
async def counted(last):
    for n in range(last): yield await Suspend(f"make {n}")
async def main():
    """All of the asynchronous language."""
    async with Resource() as resource, Resource(): log.append(resource)
    async with Resource(): raise OSError
    async for step in Steps(2): log.append(step)
    else: log.append("else")
    squares = [n async for n in counted(2) if n], {n: await Suspend(n) async for n in Steps(1)}
    lazy = (n async for n in Steps(2))
    async for n in lazy: break
    await lazy.aclose()
    try: await failing()
    except LookupError as error: return squares, n, repr(error)
async def failing(): raise LookupError(await Suspend("failing"))
def run(coroutine):
    """A whole event loop: answer everything with its own text in capitals."""
    asked = []
    try:
        request = coroutine.send(None)
        while True:
            asked.append(request)
            request = coroutine.send(str(request).upper())
    except StopIteration as stop: return asked, stop.value
log.clear()
print(*run(main()), log, sep="\n")


print("== the end"); pass; ...
if __name__ == "__main__": "a string that is only evaluated"; print("this file is", \
    "the program")
