# A default is evaluated once, when `def` runs, from left to right, and not at the calls.

def tell(value):
    print(value)
    return value


number = 3


def show(a=tell(1), b=tell(2), c=number):
    print(a, b, c)


number = 4
show()
show()
# prints: 1 2 1 2 3 1 2 3
