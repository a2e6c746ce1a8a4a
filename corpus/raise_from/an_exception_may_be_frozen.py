# The cause is set past the methods of the exception, which may refuse to be changed.

class Frozen(Exception):
    def __setattr__(self, name, value):
        print("set", name)
        raise TypeError("frozen")


for raised in (Frozen, Frozen(1)):
    try:
        raise raised from KeyError()
    except Frozen as error:
        print(type(error.__cause__).__name__, error.__suppress_context__)
    except TypeError:
        print("refused")
