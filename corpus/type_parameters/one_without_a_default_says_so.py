# A type parameter without a default says so: `has_default()` is False, and the default is NoDefault.
# Needs: the library of Python 3.13

def function[T, *Ts, **P, U = int]():
    pass


class Pair[First: int, Second: (str, bytes)]:
    pass


for parameter in (*function.__type_params__, *Pair.__type_params__):
    print(parameter, parameter.has_default(), parameter.__default__)
