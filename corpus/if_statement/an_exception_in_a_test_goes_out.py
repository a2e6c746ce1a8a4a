# An exception of the test goes through both suites untouched, with no context of its own.

class Undecided:
    def __bool__(self):
        raise KeyError("don't know")


try:
    if Undecided():
        print("never")
    else:
        print("never")
except KeyError as error:
    print(error, error.__context__)
try:
    if True:
        raise OSError
    else:
        print("never")
except OSError as error:
    print(repr(error), error.__context__)
