# What the body has are the names of the source, at module level and in a function, also while it runs.

import enum


def same(x):
    return x


def shown(names):
    return [name for name in sorted(names) if name[:2] != "__"]


def f():
    class C:
        for i in range(2):
            x = [i, lambda: i]
            if i == 1 or not x:
                break
        print(shown(locals()))

        class D(object):
            for i in range(2):
                continue
            a, b = c = i if i else None, i < 2 < 3
            print(shown(locals()), shown(vars()), shown(dir()))

            @same
            def m(self) -> int:
                """Text."""

    return C


class Colour(enum.Enum):
    RED = 1
    if RED and not 0 < RED <= 0:
        GREEN = RED + 1
    BLUE = "x" if RED else "y"


C = f()
print([shown(vars(c)) for c in (C, C.D)], list(Colour))
