# With postponed evaluation the annotations are text, and may name what doesn't exist.

from __future__ import annotations


def f(a: undefined.thing[1], b: Dict[ str,int ] = None) -> (x if y else z):
    pass


async def g(*a: 'quoted'):
    pass


print(f.__annotations__)
print(g.__annotations__)
