# A handler around a `next` does not take exceptions of a later one, and the one around a `yield` none of the caller.

def numbers():
    try:
        yield 1
    except KeyError:
        print(9)
    yield 2
    raise ValueError


generator = numbers()
try:
    try:
        print(next(generator))
        raise KeyError
    except ValueError:
        print(8)
except KeyError:
    print(next(generator))
try:
    next(generator)
except ValueError:
    print(3)
# prints: 1 2 3
