# An annotation may be a template.
# Needs: Python 3.14
from __future__ import annotations


def f(a: t"{x!r:>{w}}" t"{1 + 2}"): ...


print(f.__annotations__)
