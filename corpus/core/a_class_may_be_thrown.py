# `throw` takes a class of exceptions as well, as `raise` does.

def numbers():
    try:
        yield 1
    except KeyError as error:
        while isinstance(error, KeyError):
            yield 2
            error = 0


generator = numbers()
print(next(generator))
print(getattr(generator, min(dict(throw=0)))(KeyError))
# prints: 1 2
