# An argument is evaluated before the function begins, once, even if the parameter is read twice or never.

def tell(value):
    print(value)
    return value


def twice(value):
    print(2)
    print(value, value)


def never(value):
    print(4)


twice(tell(1))
never(tell(3))
# prints: 1 2 1 1 3 4
