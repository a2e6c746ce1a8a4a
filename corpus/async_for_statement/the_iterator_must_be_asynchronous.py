# An ordinary iterable, or methods that give no iterator or nothing to await, are a TypeError.
# Plain: kinds

class NoIterator:
    def __aiter__(self):
        return 5


class NothingToAwait:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


async def f(iterable):
    async for n in iterable:
        print("never")


for iterable in ([1], NoIterator(), NothingToAwait()):
    try:
        f(iterable).send(None)
    except TypeError:
        print(type(iterable).__name__)
