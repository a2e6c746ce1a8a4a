# A `yield` of a tuple gives the tuple, and one of a generator gives the generator, and not what is in them.

def tuple_of(*items):
    return items


def inner():
    yield 3


def outer():
    yield tuple_of(1, 2)
    yield inner()


generator = outer()
print(len(next(generator)))
print(next(next(generator)))
print(0, *generator)
# prints: 2 3 0
