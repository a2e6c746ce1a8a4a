# The order of the call is the order of evaluation, whatever the order of the parameters.

def tell(value):
    print(value)
    return value


def show(a, b, c):
    print(a, b, c)


show(tell(1), c=tell(2), b=tell(3))
# prints: 1 2 3 1 3 2
