# That arguments do not fit shows when all have been evaluated.

def tell(value):
    print(value)
    return value


def none():
    print(9)


try:
    none(tell(1), b=tell(2))
except TypeError:
    print(3)
# prints: 1 2 3
