# The name keeps its old value while the type parameters, bases and decorators are evaluated.
# Needs: Python 3.12
# Changed in: Python 3.14

class Box:
    pass


old = Box


def decorator(thing):
    print(Box is old, thing is not old)
    return thing


@decorator
class Box[T](Box):
    pass


print(Box.__bases__[0] is old)
function = "old"


def function[T](a: function = function):
    return a


print(function(), function.__annotations__)
try:
    class Box[T](missing):
        pass
except NameError:
    print(Box.__bases__[0] is old)
