# The group is divided by its own `split`; what that gives is what is taken, and what is left.
# Needs: Python 3.11

class Odd(ExceptionGroup):
    def split(self, types):
        print("split", types)
        if types is KeyError:
            return (ValueError("no group"), ExceptionGroup("rest", [OSError("made up")]))
        return (self, None)

    def derive(self, errors):
        return Odd(self.message, errors)


try:
    raise Odd("odd", [ValueError(1), TypeError(2)])
except* KeyError as taken:
    print(repr(taken))
except* OSError as taken:
    print(repr(taken))

try:
    raise Odd("odd", [ValueError(1), TypeError(2)])
except* (OSError, MemoryError) as taken:
    print(repr(taken))

try:
    raise Odd("odd", [ValueError(1)])
except* Exception as taken:
    print("the group itself matches", repr(taken))
