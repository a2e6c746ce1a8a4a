# An exception that a generator does not handle goes to the caller of `next`; afterwards it has ended.

def numbers():
    yield 1
    raise KeyError
    yield 9


generator = numbers()
print(next(generator))
try:
    next(generator)
except KeyError:
    print(2)
try:
    next(generator)
except StopIteration:
    print(3)
# prints: 1 2 3
