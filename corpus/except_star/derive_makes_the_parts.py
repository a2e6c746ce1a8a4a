# The parts are made by the group's `derive`: for what is taken, for the rest, and for what is raised in the end.
# Needs: Python 3.11

class Counted(ExceptionGroup):
    def __new__(cls, message, errors, code):
        made = super().__new__(cls, message, errors)
        made.code = code
        return made

    def derive(self, errors):
        print("derive", errors)
        return Counted(self.message, errors, self.code + 1)


try:
    try:
        raise Counted("counted", [ValueError(1), TypeError(2), OSError(3)], 0)
    except* ValueError as taken:
        print(taken.code, type(taken).__name__)
    except* TypeError as taken:
        print(taken.code)
        raise
except Counted as left:
    print(left.code, repr(left.exceptions))
