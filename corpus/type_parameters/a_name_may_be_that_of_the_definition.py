# A type parameter may have the name of the definition, of a parameter, or of something outside.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

def T[T](a: T):
    return T


print(T.__type_params__[0] is T(1), T.__name__)


class C[C]:
    found = C


print(C.found is C.__type_params__[0], C.__name__)


def function[a](a: a = 1):
    return a


print(function(), function.__annotations__["a"] is function.__type_params__[0])


def shadows[len, print_](a: len):
    len = 3
    return len


print(shadows(1), shadows.__annotations__)
