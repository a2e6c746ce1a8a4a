# An attribute that is missing matches nothing, not even a value that is equal to everything.
# Needs: Python 3.10

class Everything:
    def __eq__(self, other):
        return True


class Values:
    anything = Everything()
    nothing = None


class Point:
    y = None


match Point():
    case Point(x=Values.anything):
        print("x")
    case Point(x=None):
        print("no x")
    case Point(x=0) | Point(x="text") | Point(x=-1):
        print("a constant")
    case Point(y=None, x=x):
        print("captured", x)
    case Point(y=Values.nothing as y):
        print("y", y)
