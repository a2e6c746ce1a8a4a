# A tuple that the compiler of Python 3.12 and 3.13 knows as a whole is no constraints, but a bound.
# Needs: Python 3.12
# Changed in: Python 3.14


def function[T: ("int", "str"), U: (1, -2), V: (), W: (int, "str")]():
    pass


for parameter in function.__type_params__:
    print(parameter.__name__, parameter.__constraints__, parameter.__bound__)
