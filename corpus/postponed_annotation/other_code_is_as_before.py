# Defaults, decorators and values are still evaluated at once; functions without annotations have none.

from __future__ import annotations


def say(n):
    print(n)
    return n


def decorator(function):
    print(function.__name__, function.__annotations__)
    return function


@decorator
def f(a: say("never") = say("default")) -> say("never"):
    return lambda b: b


@decorator
async def g(*a: undefined, **b: 'quoted'):
    pass


print(f()(5), f().__annotations__)
