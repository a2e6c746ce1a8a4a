# The value that a generator returns is the attribute `value` of the StopIteration; without one it is None.

def returning(*items):
    yield 1
    while items:
        return items


def value_of(generator):
    try:
        while 1:
            print(next(generator))
    except StopIteration as stop:
        return getattr(stop, min(dict(value=0)))


print(*value_of(returning(2, 3)))
while value_of(returning()):
    print(9)
# prints: 1 2 3 1
