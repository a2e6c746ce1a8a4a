# The docstring is not the value of the function, and calling it evaluates nothing.

def f():
    """Only text."""


def g():
    """Text."""
    """More text."""


print(f(), g(), f.__doc__, g.__doc__)
f.__doc__ = None
print(f.__doc__, f())
