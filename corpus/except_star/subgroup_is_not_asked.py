# What is raised again is gathered by the interpreter; a `subgroup` of the group's own is not asked, but `derive` is.
# Needs: Python 3.11

class Odd(ExceptionGroup):
    def subgroup(self, condition):
        print("asked")
        return None

    def derive(self, errors):
        print("derive", errors)
        return Odd(self.message, errors)


try:
    try:
        raise Odd("odd", [ValueError(1), TypeError(2), Odd("inner", [OSError(3), KeyError(4)])])
    except* OSError:
        raise
    except* TypeError:
        pass
except Odd as left:
    print(repr(left))
