# A comma may stand behind the last type parameter; it makes no difference.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

class Box[T,]:
    pass


def first[T, *Ts, **P,](*args: *Ts) -> T:
    pass


print(Box.__type_params__, first.__type_params__)
