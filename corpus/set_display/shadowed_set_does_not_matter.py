# A display makes a set, a new one each time, even where set means something else.

set = frozenset = None


def f():
    return {1, 2}


first = f()
first.add(3)
print(sorted(first), sorted(f()), f() is f(), {1}.__class__.__name__)
