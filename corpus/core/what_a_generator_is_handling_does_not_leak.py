# While a generator waits in a handler, its caller is handling what it was before: nothing, or an exception of its own.

def numbers():
    try:
        raise KeyError
    except KeyError:
        yield 1
        yield 2


def again():
    raise


generator = numbers()
print(next(generator))
try:
    again()
except RuntimeError:
    print(3)
try:
    try:
        raise ValueError
    except ValueError:
        print(next(generator))
        again()
except ValueError:
    print(4)
# prints: 1 3 2 4
