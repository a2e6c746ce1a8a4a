# throw raises in the inner generator, or at the yield from if the iterator has no throw.

def inner():
    while True:
        try:
            yield "inner"
        except KeyError:
            yield "caught inside"


def outer(iterable):
    try:
        yield from iterable
    except (KeyError, OSError) as error:
        yield "caught outside " + type(error).__name__


generator = outer(inner())
print(next(generator), generator.throw(KeyError()), next(generator), generator.throw(OSError()))
generator = outer([1, 2])
print(next(generator), generator.throw(KeyError()), next(generator, "end"))
