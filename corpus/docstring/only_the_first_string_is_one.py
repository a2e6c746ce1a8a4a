# Of several strings the first alone is the docstring; without it, and behind a declaration, there is none.

def f():
    "first"
    # A comment between them changes nothing.
    "second"


def g():
    f"formatted"
    "second"


def h():
    global x
    "behind a declaration"


class C:
    "first"
    "second"


class D:
    "for" f"matted"
    "second"


print(f.__doc__, g.__doc__, h.__doc__, C.__doc__, D.__doc__, f(), g(), h())
