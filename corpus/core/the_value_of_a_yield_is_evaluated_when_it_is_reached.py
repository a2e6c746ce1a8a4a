# What stands behind `yield` is evaluated when the generator gets there, once, and may be any expression.

def tell(value):
    print(value)
    return value


def numbers():
    yield tell(2)
    yield tell(tell(3))


generator = numbers()
print(1)
print(next(generator))
print(next(generator))
# prints: 1 2 2 3 3 3
