# A function or class of nothing but pass has no docstring, and the function gives None.

def f():
    pass


class C:
    pass


def g():
    pass
    "not the first statement"


print(f(), f.__doc__, C.__doc__, g.__doc__)
