# `close` ends a generator where it waits; it may be called before the start and after the end, and twice.

def numbers():
    print(1)
    yield 2
    print(9)
    yield 8


generator = numbers()
close = getattr(generator, min(dict(close=0)))
print(next(generator))
close()
close()
print(3, *generator)
new = numbers()
getattr(new, min(dict(close=0)))()
print(4, *new)
# prints: 1 2 3 4
