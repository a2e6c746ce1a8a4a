# An iterator's StopIteration ends it and has the value; one that a generator lets out is a RuntimeError.

class Ends:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("value")


def inner():
    yield 1
    raise StopIteration("by hand")


def outer(iterable):
    print("result", (yield from iterable))


print(list(outer(Ends())))
try:
    print(list(outer(inner())))
except RuntimeError as error:
    print(repr(error.__cause__))
