# A generator that yields in a handler is still handling its exception when it goes on, whatever the caller handles.

def numbers():
    try:
        raise KeyError
    except KeyError:
        yield 1
        raise


generator = numbers()
print(next(generator))
try:
    raise ValueError
except ValueError:
    try:
        next(generator)
    except KeyError:
        print(2)
# prints: 1 2
