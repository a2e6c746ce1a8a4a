# What a clause raises may refuse to have its attributes set: it leaves the statement as it is, with its context.
# Needs: Python 3.11

class Frozen(Exception):
    def __setattr__(self, name, value):
        raise AttributeError(name)


try:
    raise KeyError("outer")
except KeyError:
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1)])
        except* ValueError:
            raise Frozen("new")
    except Frozen as error:
        print(repr(error), repr(error.__context__), repr(error.__context__.__context__))
