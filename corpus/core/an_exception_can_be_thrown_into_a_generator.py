# `throw` raises at the `yield`; a handler there may take it, and the next `yield` is what `throw` gives.

def numbers():
    try:
        yield 1
        print(9)
    except KeyError as error:
        yield getattr(error, min(dict(args=0)))
    yield 4


generator = numbers()
throw = getattr(generator, min(dict(throw=0)))
print(next(generator))
print(*throw(KeyError(2, 3)))
print(next(generator))
# prints: 1 2 3 4
