# In a class the docstring is an ordinary name from the start, and can be replaced.

class C:
    "first"
    before = __doc__
    __doc__ = before + " second"

    def f():
        "f's"

    f.__doc__ += " too"


class Below(C):
    pass


class Own:
    __doc__ = "assigned"


print(C.before, "|", C.__doc__, "|", C.f.__doc__, "|", Below.__doc__, "|", Own.__doc__)
