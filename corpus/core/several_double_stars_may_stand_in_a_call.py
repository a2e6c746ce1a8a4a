# `**` may stand several times, before and behind keyword arguments; an empty dictionary passes nothing.

def tell(value):
    print(value)
    return value


def dict_of(**names):
    return names


def show(a, b=2, *, c=3):
    print(a, b, c)


show(**dict_of(a=tell(1)), b=tell(8), **dict_of(c=tell(9)))
show(**dict_of(), a=4, **dict_of())
# prints: 1 8 9 1 8 9 4 2 3
