# Which exceptions were raised again, and which are new, their `__eq__` is not asked.
# Needs: Python 3.11

class Same(ExceptionGroup):
    def __eq__(self, other):
        print("asked")
        return True

    __hash__ = None

    def derive(self, errors):
        return Same(self.message, errors)


try:
    try:
        raise Same("g", [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError:
        raise
    except* TypeError:
        raise Same("new", [OSError(4)])
except ExceptionGroup as error:
    print(repr(error))
