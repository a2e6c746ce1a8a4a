# Annotations of locals and attributes are neither evaluated nor kept; the targets still are.

from __future__ import annotations


class Box:
    pass


def say(n, value=None):
    print(n)
    return value


def f():
    a: say("never") = say("value")
    say("object", Box()).x: say("never")
    return a, f.__annotations__


x: say("never")
print(f(), "x" in globals(), __annotations__)
