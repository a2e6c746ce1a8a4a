# What `derive` raises when the rest is put together is raised instead of it.
# Needs: Python 3.11
# Plain: kinds
import sys


class Failing(ExceptionGroup):
    def derive(self, errors):
        print("derive", errors, "while", repr(sys.exc_info()[1]))
        if failing:
            raise MemoryError("derive")
        return Failing(self.message, errors)


failing = False
try:
    try:
        raise Failing("f", [ValueError(1), TypeError(2)])
    except* ValueError as errors:
        failing = True
except MemoryError as error:
    print(repr(error), repr(error.__context__))
