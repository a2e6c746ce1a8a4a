# A string behind another statement is only evaluated; a lambda has no docstring either.

def f():
    pass
    "late"


def g():
    global n
    "later"
    n = 1


class C:
    x = 1
    "late"


print(f.__doc__, f(), g.__doc__, C.__doc__, (lambda: "text").__doc__)
