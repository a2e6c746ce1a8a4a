# The default of a type parameter is evaluated when it is asked for, and kept.
# Needs: Python 3.13
# Hosts before Python 3.11 lack builtin types that can be unpacked.
# Plain: kinds, up to Python 3.11

def value(n):
    print("evaluated", n)
    return n


def made[T = value(1), *Ts = *value((2,)), **P = [value(3)]]():
    pass


for parameter in made.__type_params__:
    print(parameter, parameter.has_default())
    print(parameter.__default__, parameter.__default__ is parameter.__default__)


def function[U: int = bool, *Ts = *tuple[int, str]]():
    pass


for parameter in function.__type_params__:
    print(parameter.has_default(), parameter.__default__)


def late[T = Missing]():
    pass


(T,) = late.__type_params__
try:
    T.__default__
except NameError as error:
    print(error)
Missing = "found"
print(T.__default__)
