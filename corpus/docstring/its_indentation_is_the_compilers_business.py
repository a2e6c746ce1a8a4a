# The text of a docstring over several lines is kept with its indentation up to Python 3.12, without it later.

def f():
    """First.

      More than the others.
    As the others.
    """


class C:
    """
    Only here.\n    And here.
    """


print(repr(f.__doc__))
print(repr(C.__doc__))
