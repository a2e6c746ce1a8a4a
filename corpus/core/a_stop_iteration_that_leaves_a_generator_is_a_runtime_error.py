# A StopIteration that leaves the suite of a generator, by `raise` or from `next`, becomes a RuntimeError.

def raising():
    yield 1
    raise StopIteration


def asking():
    next(iter(range(0)))
    yield 9


def function():
    raise StopIteration


try:
    print(*raising())
except RuntimeError:
    print(2)
try:
    next(asking())
except RuntimeError:
    print(3)
try:
    function()
except StopIteration:
    print(4)
# prints: 2 3 4
