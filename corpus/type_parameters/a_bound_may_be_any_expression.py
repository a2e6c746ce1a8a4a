# A bound may be any expression, with a scope for each comprehension and lambda in it.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

flag = 1


def function[T: [T for _ in range(flag)], U: (lambda a=flag: (a, T))(), V: int if flag else str, W: {n: -n for n in "ab"} or 1]():
    pass


W = "outside"
type_of = {parameter.__name__: parameter for parameter in function.__type_params__}
print(type_of["T"].__bound__[0] is type_of["T"], type_of["U"].__bound__, type_of["V"].__bound__)
try:
    type_of["W"].__bound__
except TypeError as error:
    print(type(error).__name__)
