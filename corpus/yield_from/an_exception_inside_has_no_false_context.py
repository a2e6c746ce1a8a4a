# What the inner generator raises after a throw knows the exceptions of the inner one only.

def inner():
    try:
        yield 1
    except KeyError:
        pass
    yield 2
    raise OSError("later")


def outer():
    try:
        yield from inner()
    except OSError as error:
        print(repr(error), error.__context__)
        yield 3


generator = outer()
print(next(generator), generator.throw(KeyError("thrown")), next(generator))
