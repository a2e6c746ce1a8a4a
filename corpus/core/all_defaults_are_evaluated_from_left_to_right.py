# Defaults of keyword-only parameters are evaluated behind the others, once, before the name is bound.

def tell(value):
    print(value)
    return value


def show():
    return tell(3)


def show(a=tell(1), *items, b=tell(2), c=show()):
    print(a, b, c)


show()
show(4, 5, c=6)
# prints: 1 2 3 1 2 3 4 2 6
