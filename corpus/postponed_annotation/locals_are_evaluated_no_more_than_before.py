# Annotations of locals and of attributes are neither evaluated nor kept; the targets still are.

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


say("object", Box()).x: say("never") = say("value")
print(f(), "x" in globals())
