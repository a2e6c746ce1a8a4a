# A tuple that the compiler of Python 3.12 and 3.13 knows as a whole is no constraints of a parameter, but a bound.
# Needs: Python 3.12
# Changed in: Python 3.14

type Alias[T: ("int", 0.5), U: (1, -2), V: (), W: (int, "str")] = list[T]


for parameter in Alias.__type_params__:
    print(parameter.__name__, parameter.__constraints__, parameter.__bound__)
